// SPDX-License-Identifier: Apache-2.0
#include "commands/report.hpp"

#include "check/json_format.hpp"
#include "commands/proof_json.hpp"
#include "counted.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "scaffold/quoting.hpp"
#include "version.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>

namespace cb21 {
namespace {

namespace json = boost::json;

json::array json_strings(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(json_text(text));
  return array;
}

bool is_hashed(const FileEntry& file) {
  return file.file_class != FileClass::directory && file.file_class != FileClass::link;
}

std::string_view strategy_name(Strategy strategy) {
  switch (strategy) {
    case Strategy::no_cache:
      return "no-cache";
    case Strategy::prune:
      return "prune";
    case Strategy::precise:
      return "precise";
  }
  return "";
}

const Proof* first_of(const std::vector<Proof>& proofs, ProofResult result) {
  const auto found =
      std::find_if(proofs.begin(), proofs.end(), [&](const Proof& proof) { return proof.result == result; });
  return found == proofs.end() ? nullptr : &*found;
}

// Not same-image, which only says why a closer look was needed.
const Proof* first_open_question(const std::vector<Proof>& proofs) {
  const auto found = std::find_if(proofs.begin(), proofs.end(), is_open_question);
  return found == proofs.end() ? nullptr : &*found;
}

const Chain* chain_of(const BuildOutcome& outcome) {
  const auto& custody = outcome.verification.custody;
  return custody ? &custody->chain : nullptr;
}

// The links of the chain, then the proofs, of which a failure or an open question is told alike.
std::vector<Proof> all_results(const BuildOutcome& outcome) {
  const auto& proofs = outcome.verification.proofs;
  const Chain* chain = chain_of(outcome);
  if (chain == nullptr) return proofs;
  std::vector<Proof> results;
  for (const LinkResult& link : chain->links) {
    results.push_back({.name = std::string(link_name(link.link)),
                       .result = link.result,
                       .detail = link.detail,
                       .mechanism = link.mechanism,
                       .cure = link.cure});
  }
  results.insert(results.end(), proofs.begin(), proofs.end());
  return results;
}

// What starts, what it was compiled from, and the rule's marker.
std::string verified_line(const BuildOutcome& outcome) {
  const Chain* chain = chain_of(outcome);
  if (chain == nullptr || !chain->whole()) return "verified: " + passed_proofs(outcome.verification.proofs);
  const auto detail = [&](Link link) { return chain->links.at(static_cast<std::size_t>(link)).detail; };
  std::string line = fmt::format(
      "verified: {}: {}, {}", detail(Link::shipped), detail(Link::sources), detail(Link::compiled));
  std::vector<Proof> besides = outcome.verification.proofs;
  std::erase_if(besides, [&](const Proof& proof) { return proof.detail == detail(Link::compiled); });
  const std::string others = passed_proofs(besides);
  return others.empty() ? line : line + "; " + others;
}

std::string unverified_line(const BuildOutcome& outcome) {
  if (const Chain* chain = chain_of(outcome); chain != nullptr && chain->no_rust) {
    return "not a Rust build: no stage holds a Cargo.toml or what cargo compiled, and the image no Rust "
           "program; docker gets these words as they are from now on";
  }
  const std::vector<Proof> results = all_results(outcome);
  const Proof* open = first_open_question(results);
  const auto marker = std::ranges::find_if(results, [](const Proof& proof) {
    return proof.name == "marker" && proof.result == ProofResult::pass;
  });
  if (marker == results.end()) {
    return "unverified: " + (open == nullptr ? std::string("verification is off") : open->detail);
  }
  return "unverified: marker found: " + marker->detail +
         (open == nullptr ? "; nothing else was asked for" : "; not shown: " + open->detail);
}

// Of several failures the one that names its mechanism.
const Proof* most_telling_failure(const std::vector<Proof>& proofs) {
  const auto named = std::find_if(proofs.begin(), proofs.end(), [](const Proof& proof) {
    return proof.result == ProofResult::fail && !proof.mechanism.empty();
  });
  return named == proofs.end() ? first_of(proofs, ProofResult::fail) : &*named;
}

std::string blocked_line(const std::vector<Proof>& proofs) {
  const Proof* proof = most_telling_failure(proofs);
  if (proof == nullptr) proof = first_open_question(proofs);
  if (proof == nullptr) return "blocked: nothing could be verified";
  std::string line = "blocked: " + detail_with_mechanism(*proof);
  if (!proof->cure.empty()) line += "; " + proof->cure;
  return line;
}

std::string first_reason(const Decision& decision) {
  return decision.reasons.empty() ? "no reason kept" : reason_line(decision.reasons.front());
}

// Beyond the first reason's: files, each once, and reasons that are not about a file.
std::size_t further_subjects(const std::vector<Reason>& reasons) {
  std::set<std::string_view> files;
  std::size_t others = 0;
  for (const Reason& reason : reasons) {
    if (reason.path.empty()) {
      ++others;
    } else {
      files.insert(reason.path);
    }
  }
  const std::size_t all = files.size() + others;
  return all == 0 ? 0 : all - 1;
}

// Whether a terminal could obey some of it. A backslash is none of that, though escape() doubles it.
bool is_unprintable(std::string word) {
  std::erase(word, '\\');
  return escape(word) != word;
}

std::string printable_word(const std::string& word) {
  if (!is_unprintable(word)) return shell_word(word);
  // For bash and zsh.
  std::string quoted = "$'";
  for (const char c : escape(word)) quoted += c == '\'' ? std::string("\\'") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::string change_line(const FileChange& change) {
  return fmt::format("{} {}{} ({}{})",
                     escape(change.path),
                     change_name(change.kind),
                     change.kind == FileChange::Kind::touched ? ", content as before" : "",
                     class_name(change.file_class),
                     change.same_stat ? ", size and time kept" : "");
}

std::string reason_line(const Reason& reason) {
  return reason.path.empty() ? escape(reason.detail) : escape(reason.path) + ": " + escape(reason.detail);
}

std::string passed_proofs(const std::vector<Proof>& proofs) {
  std::string line;
  for (const Proof& proof : proofs) {
    if (proof.result == ProofResult::pass) line += (line.empty() ? "" : "; ") + proof.detail;
  }
  return line;
}

std::string decision_line(const Assessment& assessment, const std::string& means) {
  const Decision& decision = assessment.decision;
  const std::string_view name =
      decision.freshness == Freshness::unknown ? "in doubt" : freshness_name(decision.freshness);
  if (decision.trust_cache()) {
    return fmt::format("{}: {} as in the last verified build: {}",
                       name,
                       counted(assessment.snapshot.files_hashed, "file"),
                       means);
  }
  std::string why = fmt::format("{}: {}", name, first_reason(decision));
  const bool first_build =
      !decision.reasons.empty() && decision.reasons.front().code == ReasonCode::no_record;
  if (first_build) why = "first build here";
  const std::size_t others = further_subjects(decision.reasons);
  if (others > 0) why += fmt::format(" (and {} more)", others);
  return why + ": " + means;
}

std::string verdict_line(const BuildOutcome& outcome) {
  switch (outcome.verification.verdict) {
    case Verdict::verified:
      return verified_line(outcome);
    case Verdict::blocked:
      return blocked_line(all_results(outcome)) + (outcome.withheld.empty() ? "" : "; " + outcome.withheld);
    case Verdict::not_built:
      return "not built";
    case Verdict::unverified:
      break;
  }
  return unverified_line(outcome);
}

std::vector<std::string> open_questions(const BuildOutcome& outcome) {
  std::vector<std::string> sentences;
  if (outcome.verification.verdict != Verdict::verified) return sentences;
  for (const Proof& proof : outcome.verification.proofs) {
    if (is_open_question(proof)) sentences.push_back("left open: " + proof.detail);
  }
  return sentences;
}

std::vector<std::string> chain_notes(const BuildOutcome& outcome) {
  return chain_of(outcome) == nullptr ? std::vector<std::string>() : chain_of(outcome)->notes;
}

std::vector<std::string> explanation(const Assessment& assessment) {
  std::vector<std::string> lines;
  for (const Reason& reason : assessment.decision.reasons) {
    lines.push_back(fmt::format("reason {}: {}", reason_name(reason.code), reason_line(reason)));
  }
  for (const FileChange& change : assessment.decision.changes) lines.push_back("file " + change_line(change));
  lines.push_back(fmt::format("{}, {} hashed in {} ms",
                              counted(assessment.snapshot.files_hashed, "file"),
                              counted(assessment.snapshot.bytes_hashed, "byte"),
                              assessment.scan_milliseconds));
  return lines;
}

std::string shell_line(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + printable_word(word);
  return line;
}

json::array reasons_json(const Decision& decision) {
  json::array array;
  for (const Reason& reason : decision.reasons) {
    array.push_back({{"code", reason_name(reason.code)},
                     {"path", json_text(reason.path)},
                     {"detail", json_text(reason.detail)}});
  }
  return array;
}

json::object report_json(const Setup& setup, const Assessment& assessment, const BuildOutcome& outcome) {
  const ProjectIdentity& identity = assessment.identity;
  json::object report;
  report["schema"] = 1;
  report["version"] = version();
  report["project"] = {{"context", json_text(identity.context)},
                       {"dockerfile", json_text(identity.dockerfile)},
                       {"target", json_text(identity.target)},
                       {"builder", json_text(identity.builder)}};
  report["decision"] = freshness_name(assessment.decision.freshness);
  report["reasons"] = reasons_json(assessment.decision);
  report["findings"] = findings_json(outcome.findings);
  report["strategy"] = strategy_name(setup.options.strategy);
  report["docker_argv"] = json_strings(outcome.docker_argv);
  if (outcome.docker_exit) {
    report["docker_exit"] = *outcome.docker_exit;
  } else {
    report["docker_exit"] = nullptr;
  }
  report["image_id"] = json_text(outcome.image_id);
  report["artifacts"] = artifacts_json(outcome.verification.artifacts);
  report["proofs"] = proofs_json(outcome.verification.proofs);
  report["chain"] = chain_of(outcome) == nullptr
                        ? json::array()
                        : chain_json(*chain_of(outcome), assessment.identity.platform);
  report["verdict"] = verdict_name(outcome.verification.verdict);
  report["released"] = json_strings(outcome.released);
  report["files_hashed"] = assessment.snapshot.files_hashed;
  report["bytes_hashed"] = assessment.snapshot.bytes_hashed;
  report["milliseconds"] = {{"scan", assessment.scan_milliseconds},
                            {"docker", outcome.docker_milliseconds},
                            {"verify", outcome.verify_milliseconds},
                            {"total", outcome.total_milliseconds}};
  return report;
}

json::object status_json(const Assessment& assessment) {
  json::array files;
  for (const FileEntry& file : assessment.snapshot.files) {
    if (!is_hashed(file)) continue;
    files.push_back({{"path", json_text(file.path)},
                     {"class", class_name(file.file_class)},
                     {"xxh3", to_hex(file.content)},
                     {"size", file.size}});
  }
  json::object status;
  status["decision"] = freshness_name(assessment.decision.freshness);
  status["reasons"] = reasons_json(assessment.decision);
  status["files"] = std::move(files);
  return status;
}

void write_report(const std::string& path, const json::object& report) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << json::serialize(report) << '\n';
  file.close();
  if (!file) throw errno_error("write the report to --cb21-report", escape(path), errno);
}

}  // namespace cb21
