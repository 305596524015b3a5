# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as old_program_of_a_shell; a script starts the old program, and names the new one behind its exit'
# shellcheck source=old_program_of_a_shell.sh
. "$CASES/old_program_of_a_shell.sh"
STARTS='COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]'
starter() { printf '#!/bin/sh\n/opt/old/app "$@"\nexit\nexec /usr/local/bin/app\n' >run.sh && chmod +x run.sh; }
