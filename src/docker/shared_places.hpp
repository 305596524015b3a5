// SPDX-License-Identifier: Apache-2.0
// Folders of this user's in which docker and cb21 may hand each other links and files. Not each docker sees
// each of them: a snap sees neither hidden folders of the home directory nor TMPDIR (DockerClient::sees).
#pragma once

#include <string>
#include <vector>

namespace cb21 {

// $TMPDIR if that is absolute, else /tmp.
std::string temporary_files_folder();

// Where the usual places do not serve: the folder that the snap of docker has in the home directory, if it is
// there, and /tmp.
std::vector<std::string> last_resort_folders();

}  // namespace cb21
