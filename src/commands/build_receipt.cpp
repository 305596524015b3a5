// SPDX-License-Identifier: Apache-2.0
#include "commands/build_receipt.hpp"

#include "inputs/source_digest.hpp"
#include "version.hpp"

#include <array>
#include <ctime>
#include <filesystem>
#include <utility>
#include <variant>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

std::string utc_time(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  std::array<char, sizeof "2026-01-31T23:59:59Z" + 16> text{};
  if (gmtime_r(&time, &parts) == nullptr) return {};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string dockerfile_in_context(const Assessment& assessment) {
  const BuildContext& context = assessment.context;
  if (!context.dockerfile_path || context.roots.empty()) return "-";
  const fs::path file(assessment.identity.dockerfile);
  return file.lexically_relative(context.roots.front().path).string();
}

void add_project(const Assessment& assessment, Receipt& receipt) {
  if (!assessment.context.roots.empty()) {
    receipt.project = fs::path(assessment.identity.context).filename().string();
  }
  receipt.dockerfile = dockerfile_in_context(assessment);
  receipt.dockerfile_digest = digest_of(assessment.context.dockerfile_text);
  receipt.target = assessment.identity.target;
  receipt.platform = assessment.identity.platform;
  if (!assessment.recordable()) return;
  receipt.inputs = source_digest(assessment.snapshot.files);
  receipt.files = files_root(assessment.snapshot.files);
  receipt.file_count = assessment.snapshot.files.size();
}

void add_builder(const FinishedBuild& build, Receipt& receipt) {
  const BuilderFacts& builder = build.assessment.builder;
  receipt.builder_kind = builder.kind == BuilderFacts::Kind::classic ? "classic" : "buildkit";
  receipt.builder_name = builder.name;
  receipt.buildx_version = builder.buildx_version;
  receipt.engine_version = build.outcome.origin.engine_version;
  receipt.bases = build.outcome.origin.bases;
}

void add_proofs(const std::vector<Proof>& proofs, Receipt& receipt) {
  for (const Proof& proof : proofs) {
    receipt.proofs.push_back({proof.name, std::string(proof_result_name(proof.result)), proof.detail});
  }
}

// What was proved of this very image from these very files, by this cb21.
bool still_says_it(const std::string& kept, const Record& record) {
  const auto parsed = parse_receipt(kept);
  const auto* receipt = std::get_if<Receipt>(&parsed);
  return receipt != nullptr && receipt->image_id == record.image_id &&
         receipt->files == files_root(record.files) && receipt->cb21_version == version();
}

}  // namespace

std::string receipt_of(const FinishedBuild& build,
                       const Record& record,
                       const std::optional<std::string>& kept) {
  const Verification& verification = build.outcome.verification;
  if (verification.verdict != Verdict::verified || record.image_id.empty()) return {};
  if (verification.artifacts.empty() && kept && still_says_it(*kept, record)) return *kept;
  Receipt receipt;
  receipt.cb21_version = version();
  receipt.verified_at = utc_time(record.verified_at);
  add_project(build.assessment, receipt);
  add_builder(build, receipt);
  receipt.image_id = record.image_id;
  receipt.binaries = record.binaries;
  add_proofs(verification.proofs, receipt);
  return print_receipt(receipt);
}

}  // namespace cb21
