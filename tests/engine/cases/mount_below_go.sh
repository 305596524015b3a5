# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as mount_below_pipeline, in /opt/go/service'
# shellcheck source=mount_below_pipeline.sh
. "$CASES/mount_below_pipeline.sh"
PLACE=/opt/go/service
