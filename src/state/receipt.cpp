// SPDX-License-Identifier: Apache-2.0
#include "state/receipt.hpp"

#include "escape.hpp"

#include <boost/json.hpp>

#include <optional>
#include <system_error>
#include <utility>

// One JSON object. Keys of version 2, all of them, nothing else:
//
//   "type"         "cb21-receipt"
//   "schema"       2
//   "cb21"         the version that wrote it
//   "verified_at"  TEXT
//   "project"      {"name", "dockerfile", "dockerfile_xxh3", "target", "platform"}
//   "inputs"       {"digest", "files_xxh3", "files"}: source_digest(), files_root(), how many
//   "builder"      {"kind", "name", "buildx", "engine"}
//   "bases"        [{"reference", "id", "digest"}]
//   "image_id"     TEXT
//   "binaries"     [{"path", "size", "xxh3", "sha256"}]
//   "proofs"       [{"name", "result", "detail"}]
//   "checksum"     XXH3-128 of the object without this key, serialised without blanks in the order above
//
// Every text is as escape() makes it; digests are lower-case hexadecimal digits, 32 of XXH3-128 and 64 of
// SHA-256, which is empty where nobody knows it. Versions: 1, the first; 2 adds the SHA-256 of binaries. A
// reader takes its own version and, for the time being, the first.

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr std::string_view k_type = "cb21-receipt";
constexpr std::int64_t k_schema = 2;
constexpr std::int64_t k_first_with_sha256 = 2;
constexpr std::size_t k_largest = std::size_t{8} << 20U;

json::object binary_json(const VerifiedBinary& binary, std::int64_t schema) {
  json::object object{{"path", escape(binary.path)}, {"size", binary.size}, {"xxh3", to_hex(binary.content)}};
  if (schema >= k_first_with_sha256) object["sha256"] = binary.sha256 ? to_hex(*binary.sha256) : "";
  return object;
}

json::object without_checksum(const Receipt& receipt, std::int64_t schema) {
  json::array bases;
  for (const ReceiptBase& base : receipt.bases) {
    bases.push_back({{"reference", escape(base.reference)},
                     {"id", escape(base.image_id)},
                     {"digest", escape(base.digest)}});
  }
  json::array binaries;
  for (const VerifiedBinary& binary : receipt.binaries) binaries.push_back(binary_json(binary, schema));
  json::array proofs;
  for (const ReceiptProof& proof : receipt.proofs) {
    proofs.push_back(
        {{"name", escape(proof.name)}, {"result", escape(proof.result)}, {"detail", escape(proof.detail)}});
  }
  return {{"type", k_type},
          {"schema", schema},
          {"cb21", escape(receipt.cb21_version)},
          {"verified_at", escape(receipt.verified_at)},
          {"project",
           {{"name", escape(receipt.project)},
            {"dockerfile", escape(receipt.dockerfile)},
            {"dockerfile_xxh3", to_hex(receipt.dockerfile_digest)},
            {"target", escape(receipt.target)},
            {"platform", escape(receipt.platform)}}},
          {"inputs",
           {{"digest", escape(receipt.inputs)},
            {"files_xxh3", to_hex(receipt.files)},
            {"files", receipt.file_count}}},
          {"builder",
           {{"kind", escape(receipt.builder_kind)},
            {"name", escape(receipt.builder_name)},
            {"buildx", escape(receipt.buildx_version)},
            {"engine", escape(receipt.engine_version)}}},
          {"bases", std::move(bases)},
          {"image_id", escape(receipt.image_id)},
          {"binaries", std::move(binaries)},
          {"proofs", std::move(proofs)}};
}

json::object with_checksum(const Receipt& receipt, std::int64_t schema) {
  json::object object = without_checksum(receipt, schema);
  object["checksum"] = to_hex(digest_of(json::serialize(object)));
  return object;
}

// Values of an object; one that is missing or of another kind makes the whole unsound.
class Fields {
 public:
  Fields(const json::value* value, bool& sound)
      : object_(value == nullptr ? nullptr : value->if_object()), sound_(sound) {}

  std::string text(std::string_view key) const {
    const json::value* value = find(key);
    const json::string* found = value == nullptr ? nullptr : value->if_string();
    const auto bytes = found == nullptr ? std::nullopt : unescape({found->data(), found->size()});
    if (!bytes) sound_ = false;
    return bytes.value_or("");
  }

  Digest digest(std::string_view key) const {
    const auto found = digest_from_hex(text(key));
    if (!found) sound_ = false;
    return found.value_or(Digest());
  }

  // Nothing for an empty one, and for a version that knows no such key.
  std::optional<Sha256Digest> sha256(std::string_view key) const {
    const std::string hex = find(key) == nullptr ? std::string() : text(key);
    const auto found = sha256_from_hex(hex);
    if (!found && !hex.empty()) sound_ = false;
    return found;
  }

  std::uint64_t number(std::string_view key) const {
    const json::value* value = find(key);
    std::error_code error;
    const auto found = value == nullptr ? 0 : value->to_number<std::uint64_t>(error);
    if (value == nullptr || error) sound_ = false;
    return found;
  }

  Fields below(std::string_view key) const { return {find(key), sound_}; }

  template <typename Read>
  auto list(std::string_view key, Read read) const {
    std::vector<decltype(read(*this))> items;
    const json::value* value = find(key);
    const json::array* array = value == nullptr ? nullptr : value->if_array();
    if (array == nullptr) {
      sound_ = false;
      return items;
    }
    for (const json::value& element : *array) items.push_back(read(Fields(&element, sound_)));
    return items;
  }

 private:
  const json::value* find(std::string_view key) const {
    return object_ == nullptr ? nullptr : object_->if_contains(key);
  }

  const json::object* object_;
  bool& sound_;
};

Receipt read_fields(const Fields& fields) {
  Receipt receipt;
  receipt.cb21_version = fields.text("cb21");
  receipt.verified_at = fields.text("verified_at");
  receipt.image_id = fields.text("image_id");
  receipt.bases = fields.list("bases", [](const Fields& base) {
    return ReceiptBase{base.text("reference"), base.text("id"), base.text("digest")};
  });
  receipt.binaries = fields.list("binaries", [](const Fields& binary) {
    return VerifiedBinary{
        binary.text("path"), binary.number("size"), binary.digest("xxh3"), binary.sha256("sha256")};
  });
  receipt.proofs = fields.list("proofs", [](const Fields& proof) {
    return ReceiptProof{proof.text("name"), proof.text("result"), proof.text("detail")};
  });
  return receipt;
}

void read_project(const Fields& project, Receipt& receipt) {
  receipt.project = project.text("name");
  receipt.dockerfile = project.text("dockerfile");
  receipt.dockerfile_digest = project.digest("dockerfile_xxh3");
  receipt.target = project.text("target");
  receipt.platform = project.text("platform");
}

void read_inputs(const Fields& inputs, Receipt& receipt) {
  receipt.inputs = inputs.text("digest");
  receipt.files = inputs.digest("files_xxh3");
  receipt.file_count = inputs.number("files");
}

void read_builder(const Fields& builder, Receipt& receipt) {
  receipt.builder_kind = builder.text("kind");
  receipt.builder_name = builder.text("name");
  receipt.buildx_version = builder.text("buildx");
  receipt.engine_version = builder.text("engine");
}

UnusableReceipt unparsable(std::string_view text) {
  if (looks_like_receipt(text)) return {"is torn: it ends before its last line does, or was changed"};
  return {"is not one of cb21's"};
}

// Why an object is not of this version; empty if it is.
std::string version_trouble(const json::object& object) {
  const json::value* type = object.if_contains("type");
  const json::string* name = type == nullptr ? nullptr : type->if_string();
  if (name == nullptr || *name != k_type) return "is not one of cb21's";
  const json::value* schema = object.if_contains("schema");
  const std::int64_t* number = schema == nullptr ? nullptr : schema->if_int64();
  if (number == nullptr || *number < 1) return "is damaged: its schema is no number";
  if (*number > k_schema) return "was written by a newer cb21 (schema " + std::to_string(*number) + ")";
  return {};
}

}  // namespace

Digest files_root(const std::vector<FileEntry>& files) {
  FieldDigest digest;
  for (const FileEntry& file : files) {
    digest.field("path", file.path)
        .field("class", class_name(file.file_class))
        .field("content", to_hex(file.content));
  }
  return digest.value();
}

std::string print_receipt(const Receipt& receipt) {
  return json::serialize(with_checksum(receipt, k_schema)) + "\n";
}

bool looks_like_receipt(std::string_view text) {
  constexpr std::size_t k_beginning = 4096;
  return text.substr(0, k_beginning).find('"' + std::string(k_type) + '"') != std::string_view::npos;
}

std::variant<Receipt, UnusableReceipt> parse_receipt(std::string_view text) {
  if (text.empty()) return UnusableReceipt{"is empty"};
  if (text.size() > k_largest) return UnusableReceipt{"is too large to be one of cb21's"};
  std::error_code error;
  const json::value value = json::parse(text, error);
  const json::object* object = error ? nullptr : value.if_object();
  if (object == nullptr) return unparsable(text);
  if (std::string trouble = version_trouble(*object); !trouble.empty())
    return UnusableReceipt{std::move(trouble)};
  bool sound = true;
  const Fields fields(&value, sound);
  Receipt receipt = read_fields(fields);
  read_project(fields.below("project"), receipt);
  read_inputs(fields.below("inputs"), receipt);
  read_builder(fields.below("builder"), receipt);
  if (!sound || with_checksum(receipt, object->at("schema").as_int64()) != *object) {
    return UnusableReceipt{"is damaged or was changed: its checksum does not match"};
  }
  return receipt;
}

}  // namespace cb21
