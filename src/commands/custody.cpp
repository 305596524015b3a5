// SPDX-License-Identifier: Apache-2.0
#include "commands/custody.hpp"

#include "commands/context_landing.hpp"
#include "commands/generated_build.hpp"
#include "commands/source_look.hpp"
#include "commands/stage_files.hpp"
#include "commands/unit_inputs.hpp"
#include "docker/interrupt.hpp"
#include "docker/random_name.hpp"
#include "error.hpp"
#include "evidence/evidence_reader.hpp"
#include "evidence/image_reader.hpp"
#include "evidence/probe.hpp"
#include "evidence/probe_mounts.hpp"
#include "evidence/started_file.hpp"
#include "inputs/binary_targets.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/compiler_wrapper.hpp"
#include "inputs/container_path.hpp"
#include "inputs/recompile_stages.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

// A probe takes about a second; what takes so long will not end by itself.
constexpr int k_probe_timeout_ms = 300'000;

// A Dockerfile's text, and the same parsed.
struct StageSource {
  std::string text;
  Dockerfile dockerfile;
};

class CustodyLook {
 public:
  CustodyLook(const CustodyQuestion& question, const ImageFacts& image)
      : question_(question),
        setup_(question.setup),
        assessment_(question.assessment),
        landing_(question.setup, question.assessment),
        image_(image),
        source_{assessment_.context.dockerfile_text, *assessment_.context.dockerfile} {}

  CustodyFindings run() {
    probe(end_points());
    read_image();
    Chain chain = judge();
    // A wish that is fulfilled may lead to one more; each is fulfilled once.
    for (int i = 0; i < k_most_rounds && fulfil(chain.wants); ++i) chain = judge();
    return conclude(std::move(chain));
  }

 private:
  static constexpr int k_most_rounds = 6;

  const Dockerfile& dockerfile() const { return source_.dockerfile; }

  ProbePoint end_point(std::size_t stage) const {
    return {.stage = stage,
            .instruction = k_end_of_stage,
            .landing_folders = landing_.places(stage),
            .paths = {}};
  }

  std::vector<ProbePoint> end_points() const {
    const ContextNames names = context_names(setup_, assessment_);
    std::set<std::string> named(names.local.begin(), names.local.end());
    named.insert(names.other.begin(), names.other.end());
    std::vector<ProbePoint> points;
    for (const std::size_t stage : stages_to_probe(dockerfile(), setup_.request.target, named))
      points.push_back(end_point(stage));
    return points;
  }

  // Only what may equal an artifact, or a program of an earlier image, needs a digest.
  void read_image() {
    std::set<std::uint64_t> sizes;
    for (const StageEvidence& stage : evidence_.stages) {
      for (const CargoArtifact& artifact : stage.artifacts) sizes.insert(artifact.file.size);
    }
    if (const Record* record = assessment_.last_record()) {
      for (const VerifiedProgram& program : record->programs) sizes.insert(program.size);
    }
    tree_ = read_image_tree(setup_.client, image_.id, setup_.state_directory, sizes);
    started_ = resolve_started_file(image_, tree_);
  }

  // Adds what the points show to the evidence, and lands the contexts' files anew.
  void probe(const std::vector<ProbePoint>& points) {
    if (!points.empty()) merge(look(source_, points));
  }

  // A stage that cannot be probed, for want of a shell, does not hide the others.
  Evidence look(const StageSource& source, const std::vector<ProbePoint>& points) const {
    Evidence seen = look_at_once(source, points);
    std::map<std::size_t, std::vector<ProbePoint>> apart;
    for (const ProbePoint& point : points) apart[point.stage].push_back(point);
    if (seen.trouble.empty() || apart.size() == 1) return seen;
    Evidence parts;
    for (const auto& [stage, its_points] : apart) {
      if (InterruptGuard::pending() != 0) return seen;
      Evidence part = look_at_once(source, its_points);
      for (StageEvidence& at : part.stages) {
        if (!part.trouble.empty()) at.why_none = part.trouble;
        parts.stages.push_back(std::move(at));
      }
    }
    const bool any = std::ranges::any_of(parts.stages, &std::string::empty, &StageEvidence::why_none);
    return any ? parts : seen;
  }

  Evidence look_at_once(const StageSource& source, const std::vector<ProbePoint>& points) const {
    const ProbeBuild build = make_probe({.text = source.text,
                                         .dockerfile = source.dockerfile,
                                         .points = points,
                                         .network_flag = assessment_.builder.through_buildx,
                                         .nonce = draw_random_name()});
    EvidenceReader reader(build);
    std::string trouble;
    if (!build.dockerfile.empty()) {
      trouble = stream_generated_build(
          setup_,
          assessment_,
          question_.changes,
          {.dockerfile = build.dockerfile, .target = build.target, .timeout_ms = k_probe_timeout_ms},
          [&](std::string_view bytes) {
            reader.feed(bytes);
            return true;
          });
    }
    Evidence seen = reader.finish();
    if (!trouble.empty()) seen.trouble = trouble;
    return seen;
  }

  // The evidence of a stage that is compiled again, while nothing rewrites its artifacts, in place of its
  // own. False where that cannot be done.
  bool look_unaltered(std::size_t stage) {
    UnalteredStage again = unaltered_stage(source_.text, dockerfile(), stage, draw_random_name());
    if (!again.obstacle.empty()) return false;
    Dockerfile parsed = parse_dockerfile(again.dockerfile, setup_.request.build_args);
    const StageSource& source =
        unaltered_.emplace(stage, StageSource{std::move(again.dockerfile), std::move(parsed)}).first->second;
    Evidence seen = look(source, {end_point(stage)});
    if (!seen.trouble.empty()) return false;
    std::erase_if(evidence_.stages, [&](const StageEvidence& before) { return before.stage == stage; });
    merge(std::move(seen));
    return true;
  }

  void merge(Evidence seen) {
    if (evidence_.trouble.empty()) evidence_.trouble = std::move(seen.trouble);
    std::ranges::move(seen.stages, std::back_inserter(evidence_.stages));
    std::ranges::sort(evidence_.stages, [](const StageEvidence& a, const StageEvidence& b) {
      return std::pair(a.stage, a.instruction) < std::pair(b.stage, b.instruction);
    });
    landings_ = landing_.land(evidence_);
  }

  Chain judge() {
    ChainFacts facts{.evidence = evidence_,
                     .landings = landings_,
                     .image = tree_,
                     .started = started_,
                     .base_files = base_files_,
                     .base_known = base_known_,
                     .manifest_lands = landing_.may_bring_manifest(),
                     .target_names = target_names(),
                     .old_programs = {},
                     .build_began_ns = question_.build_began_ns,
                     .other_build_ran = other_build_ran(),
                     .inputs_now = {},
                     .remembered = {},
                     .compiler_wrapper = compiler_wrapper(dockerfile(), setup_.request.target),
                     .cache_kept = question_.cache_kept,
                     .run_lines = run_lines()};
    if (const Record* record = assessment_.last_record()) {
      for (const VerifiedProgram& program : record->programs) facts.old_programs.insert(program.sha256);
      facts.remembered.insert(record->units.begin(), record->units.end());
    }
    facts.inputs_now = inputs_now();
    return judge_chain(facts, segments_);
  }

  std::set<std::string> target_names() const {
    Snapshot snapshot;
    snapshot.files = landing_.files();
    std::set<std::string> names;
    for (BinaryTarget& target : binary_targets(assessment_.context, ScannedTree(snapshot)))
      names.insert(std::move(target.name));
    return names;
  }

  std::map<std::pair<std::size_t, std::size_t>, std::size_t> run_lines() const {
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> lines;
    for (const Stage& stage : dockerfile().stages) {
      for (const RunInstruction& run : stage.runs) lines[{stage.index, run.instruction}] = run.line;
    }
    return lines;
  }

  bool any_in_mount() const {
    return std::ranges::any_of(evidence_.stages, [](const StageEvidence& stage) {
      return std::ranges::any_of(stage.units, &CargoUnit::in_mount);
    });
  }

  // In a mount that holds a unit.
  bool other_build_ran() const {
    if (question_.running == nullptr) return false;
    return std::ranges::any_of(evidence_.stages, [&](const StageEvidence& at) {
      return std::ranges::any_of(at.units, [&](const CargoUnit& unit) {
        return unit.in_mount && shares_mount(at.stage, unit.folder);
      });
    });
  }

  bool shares_mount(std::size_t stage, const std::string& path) const {
    const auto is_shared = [&](const Mount& mount) {
      return mount.type == "cache" && !mount.target.empty() && is_within(path, mount.target) &&
             question_.running->another_used(cache_mount_id(mount));
    };
    return std::ranges::any_of(stage_lineage(dockerfile(), stage), [&](std::size_t part) {
      const std::vector<RunInstruction>& runs = dockerfile().stages[part].runs;
      return std::ranges::any_of(
          runs, [&](const RunInstruction& run) { return std::ranges::any_of(run.mounts, is_shared); });
    });
  }

  // What is compiled in a mount may be made of any file that is sent.
  std::map<std::string, std::string> inputs_now() {
    if (!any_in_mount()) return {};
    return unit_inputs(setup_, assessment_, evidence_, landings_, whole_context());
  }

  const std::vector<FileEntry>& whole_context() {
    if (whole_context_.empty()) {
      SnapshotOptions options = snapshot_options(
          setup_.options, assessment_.context, assessment_.target_mounts, assessment_.loaded);
      options.further.whole_context = true;
      whole_context_ = take_snapshot(assessment_.context, options).files;
    }
    return whole_context_;
  }

  // Of a package that may read undeclared whatever it has, all files are learned.
  std::vector<FileEntry> files_of_undeclaring_packages(const Chain& chain) {
    std::vector<FileEntry> files;
    if (chain.undeclared.empty()) return files;
    std::ranges::copy_if(whole_context(), std::back_inserter(files), [&](const FileEntry& file) {
      return S_ISREG(file.mode) && std::ranges::any_of(chain.undeclared, [&](const std::string& manifest) {
               return file.path.starts_with(manifest.substr(0, manifest.size() - base_name(manifest).size()));
             });
    });
    return files;
  }

  // False where nothing is wanted that was not asked for before.
  bool fulfil(const ChainWants& wants) {
    std::vector<ProbePoint> cuts;
    for (const std::size_t stage : wants.cuts) {
      if (cut_.insert(stage).second) append_cuts(stage, cuts);
    }
    bool any = !cuts.empty();
    probe(cuts);
    if (!wants.base_files.empty() && !base_known_) {
      base_known_ = true;
      any = true;
      base_files_ = find_base_files(setup_, assessment_, question_.changes, tree_, wants.base_files);
    }
    for (const std::size_t stage : wants.unaltered) {
      if (!unaltered_.contains(stage) && unaltered_tried_.insert(stage).second)
        any = look_unaltered(stage) || any;
    }
    for (const std::string& path : wants.segments) {
      if (segments_.contains(path)) continue;
      any = true;
      const auto point = wants.segment_points.find(path);
      if (point != wants.segment_points.end()) segments_[path] = segments_at(point->second, path);
    }
    return any;
  }

  std::string segments_at(const StagePoint& point, const std::string& path) const {
    const auto again = unaltered_.find(point.stage);
    const StageSource& source = again == unaltered_.end() ? source_ : again->second;
    return segments_of(setup_, assessment_, question_.changes, {source.text, source.dockerfile, point, path});
  }

  void append_cuts(std::size_t stage, std::vector<ProbePoint>& cuts) const {
    std::set<std::string> paths;
    for (const StageEvidence& seen : evidence_.stages) {
      if (seen.stage != stage) continue;
      for (const CargoUnit& unit : seen.units) paths.insert(unit.files.begin(), unit.files.end());
      for (const CargoArtifact& artifact : seen.artifacts)
        paths.insert(artifact.files.begin(), artifact.files.end());
    }
    // Those that registries brought are not asked for: no context lands there.
    const std::vector<std::string> places = landing_.places(stage);
    for (const std::size_t instruction : cut_points(dockerfile().stages[stage])) {
      cuts.push_back({.stage = stage,
                      .instruction = instruction,
                      .landing_folders = places,
                      .paths = {paths.begin(), paths.end()}});
    }
  }

  CustodyFindings conclude(Chain chain) {
    CustodyFindings findings{
        .chain = std::move(chain), .units = {}, .learned = {}, .programs = {}, .files = {}};
    if (!findings.chain.whole()) return findings;
    const std::map<std::string, std::string> inputs = inputs_now();
    for (const ChainUnit& unit : findings.chain.units) {
      const auto found = inputs.find(unit.folder);
      if (found != inputs.end()) findings.units.push_back({unit.folder, unit.invoked_ns, found->second});
    }
    learn(files_of_undeclaring_packages(findings.chain), findings.chain);
    findings.learned = findings.chain.learned;
    for (const std::string& path : findings.chain.programs) {
      const ImageFile* file = tree_.find(path);
      if (file != nullptr && !file->sha256.empty()) findings.programs.push_back({file->sha256, file->size});
    }
    findings.files = files_to_remember(findings.chain);
    return findings;
  }

  // In addition to what dep-info names.
  void learn(const std::vector<FileEntry>& files, Chain& chain) {
    std::set<std::string> learned(chain.learned.begin(), chain.learned.end());
    for (const FileEntry& file : files) {
      learned.insert(file.path);
      const auto same = [&](const FileEntry& known) { return known.path == file.path; };
      if (std::ranges::none_of(landing_.files(), same)) undeclared_.push_back(file);
    }
    chain.learned = {learned.begin(), learned.end()};
  }

  // What the next build compares with: a file that dep-info named counts from now on, and in a mount all that
  // is sent. Nothing else may have come, and what was judged must be there still.
  std::vector<FileEntry> files_to_remember(const Chain& chain) const {
    std::vector<FileEntry> judged = chain.in_mount ? whole_context_ : std::vector<FileEntry>();
    if (!learns(chain)) return judged;
    std::vector<FileEntry> known = chain.in_mount ? whole_context_ : landing_.files();
    if (!chain.in_mount) known.insert(known.end(), undeclared_.begin(), undeclared_.end());
    SnapshotOptions options =
        snapshot_options(setup_.options, assessment_.context, assessment_.target_mounts, assessment_.loaded);
    options.further.compiled_in.insert(chain.learned.begin(), chain.learned.end());
    options.further.whole_context = options.further.whole_context || chain.in_mount;
    Snapshot now = take_snapshot(assessment_.context, options);
    if (!now.unreadable.empty() || !holds_only(now.files, known, chain.learned)) return judged;
    return std::move(now.files);
  }

  // A source counts by its name.
  bool learns(const Chain& chain) const {
    const Record* record = assessment_.last_record();
    return std::ranges::any_of(chain.learned, [&](const std::string& path) {
      return !path.ends_with(".rs") &&
             (record == nullptr || !std::ranges::binary_search(record->learned, path));
    });
  }

  // Beside folders, and what the search met under a name that dep-info has elsewhere.
  static bool holds_only(const std::vector<FileEntry>& files,
                         const std::vector<FileEntry>& known,
                         const std::vector<std::string>& learned) {
    std::map<std::string, Digest> contents;
    for (const FileEntry& file : files) {
      if (file.file_class != FileClass::directory) contents.emplace(file.path, file.content);
    }
    const auto is_there = [&](const FileEntry& file) {
      if (file.file_class == FileClass::directory) return true;
      const auto found = contents.find(file.path);
      if (found == contents.end())
        return file.file_class == FileClass::compiled_in && !std::ranges::binary_search(learned, file.path);
      const bool equal = found->second == file.content;
      contents.erase(found);
      return equal;
    };
    return std::ranges::all_of(known, is_there) && contents.empty();
  }

  const CustodyQuestion& question_;
  const Setup& setup_;
  const Assessment& assessment_;
  ContextLanding landing_;
  const ImageFacts& image_;
  const StageSource source_;  // the build's own
  ImageTree tree_;
  StartedFile started_;
  Evidence evidence_;
  std::vector<Landing> landings_;
  std::vector<FileEntry> whole_context_;
  std::vector<FileEntry> undeclared_;  // learned, and in no landing
  std::set<std::size_t> cut_;          // stages that were looked into before and behind each RUN
  std::set<std::string> base_files_;
  bool base_known_ = false;
  std::map<std::string, std::string> segments_;
  std::map<std::size_t, StageSource> unaltered_;
  std::set<std::size_t> unaltered_tried_;
};

CustodyFindings not_shown(const std::string& why) {
  CustodyFindings findings;
  for (const Link link : k_links) {
    findings.chain.links.at(static_cast<std::size_t>(link)) = {
        .link = link, .result = ProofResult::inconclusive, .detail = why, .mechanism = "", .cure = ""};
  }
  return findings;
}

}  // namespace

CustodyFindings look_at_custody(const CustodyQuestion& question, const ImageFacts& image) {
  const std::string obstacle = obstacle_to_generated_build(question.setup, question.assessment);
  if (!obstacle.empty()) return not_shown("the build cannot be looked into: " + obstacle);
  if (question.setup.request.platforms.size() > 1)
    return not_shown("several platforms were built, and one image is looked at");
  try {
    return CustodyLook(question, image).run();
  } catch (const Error& error) {
    return not_shown(error.what());
  }
}

}  // namespace cb21
