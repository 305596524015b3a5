// SPDX-License-Identifier: Apache-2.0
// Any bytes as a receipt: no crash, and what is accepted is read back as it was after it is printed. Then the
// bytes as a receipt's texts.
#include "state/receipt.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text) {
  const auto parsed = cb21::parse_receipt(text);
  const auto* receipt = std::get_if<cb21::Receipt>(&parsed);
  if (receipt == nullptr) {
    require(!std::get<cb21::UnusableReceipt>(parsed).why.empty());
    return;
  }
  const auto again = cb21::parse_receipt(cb21::print_receipt(*receipt));
  require(std::holds_alternative<cb21::Receipt>(again) && std::get<cb21::Receipt>(again) == *receipt);
}

// The next piece of the input, up to a NUL.
std::string take(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  std::string piece(bytes.substr(0, end));
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return piece;
}

cb21::Receipt receipt_of(std::string_view bytes) {
  cb21::Receipt receipt;
  receipt.files = cb21::digest_of(bytes);
  receipt.file_count = receipt.files.low;
  for (std::string* text : {&receipt.cb21_version,
                            &receipt.verified_at,
                            &receipt.project,
                            &receipt.dockerfile,
                            &receipt.target,
                            &receipt.platform,
                            &receipt.inputs,
                            &receipt.builder_name,
                            &receipt.engine_version,
                            &receipt.image_id}) {
    *text = take(bytes);
  }
  while (!bytes.empty()) {
    receipt.binaries.push_back({take(bytes), receipt.files.high, cb21::digest_of(bytes)});
    receipt.bases.push_back({take(bytes), take(bytes), ""});
    receipt.proofs.push_back({take(bytes), "pass", take(bytes)});
  }
  return receipt;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  check_text(bytes);
  check_text(R"({"type":"cb21-receipt","schema":1,)" + bytes + "}");
  check_text(cb21::print_receipt(receipt_of(bytes)));
  return 0;
}
