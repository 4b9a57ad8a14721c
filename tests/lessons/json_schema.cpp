#include "tests/lessons/json_schema.h"

#include <algorithm>
#include <regex>
#include <stdexcept>

namespace lessons {
namespace {

using nlohmann::json;

bool hasType(const json& value, const std::string& type) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == value.type_name();
}

std::size_t lengthOf(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The value of a keyword; `otherwise` where the schema does not have it. Nothing is copied.
const json& keyword(const json& schema, const char* name, const json& otherwise) {
    const auto found = schema.find(name);
    return found == schema.end() ? otherwise : *found;
}
const json kNoMembers = json::object();
const json kNoItems = json::array();
const json kAnything = true;

bool matches(const std::string& text, const std::string& pattern) {
    return std::regex_search(text, std::regex(pattern));
}

/// The schemas that are values of these keywords, or their elements or members.
const std::set<std::string> kHoldSchemas{"properties", "definitions"};
const std::set<std::string> kAreSchemas{"items", "not", "if", "then", "additionalProperties", "propertyNames"};
const std::set<std::string> kListSchemas{"allOf", "anyOf", "oneOf"};
const std::set<std::string> kPlain{"$schema",  "$ref",     "title",        "description",   "type",         "enum",
                                   "pattern",  "minimum",  "maximum",      "minLength",     "maxLength",    "minItems",
                                   "maxItems", "required", "dependencies", "minProperties", "maxProperties"};

}  // namespace

struct JsonSchema::Visit {
    std::vector<std::string> faults;
    ClosedObjects closed;
    void fault(const std::string& at, const std::string& what) { faults.push_back(at + ": " + what); }
};

JsonSchema::JsonSchema(json schema) : schema_(std::move(schema)) { checkKeywords(schema_); }

void JsonSchema::checkKeywords(const json& schema) {
    if (!schema.is_object()) return;
    for (const auto& [key, value] : schema.items()) {
        if (kHoldSchemas.count(key) > 0) {
            for (const auto& member : value.items()) checkKeywords(member.value());
        } else if (kAreSchemas.count(key) > 0) {
            checkKeywords(value);
        } else if (kListSchemas.count(key) > 0) {
            for (const json& one : value) checkKeywords(one);
        } else if (kPlain.count(key) == 0) {
            throw std::runtime_error("the schema uses the keyword " + key);
        }
    }
}

std::vector<std::string> JsonSchema::faultsOf(const json& document) const {
    Visit visit;
    check(schema_, document, "", visit);
    return visit.faults;
}

ClosedObjects JsonSchema::closedObjectsOf(const json& document) const {
    Visit visit;
    check(schema_, document, "", visit);
    return visit.closed;
}

bool JsonSchema::fits(const json& schema, const json& value) const {
    Visit visit;
    check(schema, value, "", visit);
    return visit.faults.empty();
}

void JsonSchema::check(const json& schema, const json& value, const std::string& at, Visit& visit) const {
    if (schema.contains("$ref")) {
        const std::string pointer = schema["$ref"].get<std::string>().substr(1);
        return check(schema_.at(json::json_pointer(pointer)), value, at, visit);
    }
    if (schema.contains("type")) {
        const json& types = schema["type"];
        const auto isOf = [&value](const json& type) { return hasType(value, type.get_ref<const std::string&>()); };
        const bool isOne = types.is_array() ? std::any_of(types.begin(), types.end(), isOf) : isOf(types);
        if (!isOne) return visit.fault(at, std::string("no ") + types.dump() + " but " + value.type_name());
    }
    if (schema.contains("enum")) {
        const json& all = schema["enum"];
        if (std::find(all.begin(), all.end(), value) == all.end()) visit.fault(at, "none of " + all.dump());
    }
    if (value.is_number()) {
        const bool fits = value.get<double>() >= schema.value("minimum", -1e300) &&
                          value.get<double>() <= schema.value("maximum", 1e300);
        if (!fits) visit.fault(at, "out of range");
    }
    if (value.is_string()) {
        const auto text = value.get<std::string>();
        const std::size_t length = lengthOf(text);
        const bool isLong = length >= schema.value("minLength", std::size_t{0}) &&
                            length <= schema.value("maxLength", std::size_t{1} << 30U);
        if (!isLong) visit.fault(at, "too short or too long");
        if (schema.contains("pattern") && !matches(text, schema["pattern"].get<std::string>())) {
            visit.fault(at, "does not match " + schema["pattern"].get<std::string>());
        }
    }
    if (value.is_object()) checkObject(schema, value, at, visit);
    if (value.is_array()) checkArray(schema, value, at, visit);
    checkCombined(schema, value, at, visit);
}

void JsonSchema::checkObject(const json& schema, const json& value, const std::string& at, Visit& visit) const {
    const json& properties = keyword(schema, "properties", kNoMembers);
    const json& others = keyword(schema, "additionalProperties", kAnything);
    if (others == false) {
        for (const auto& [key, unused] : properties.items()) visit.closed[at].insert(key);
    }
    for (const auto& [key, member] : value.items()) {
        const std::string inside = at + "/" + key;
        if (properties.contains(key)) {
            check(properties[key], member, inside, visit);
        } else if (others == false) {
            visit.fault(inside, "unknown key");
        } else if (others.is_object()) {
            check(others, member, inside, visit);
        }
        if (schema.contains("propertyNames")) check(schema["propertyNames"], json(key), inside, visit);
        const json& dependencies = keyword(schema, "dependencies", kNoMembers);
        if (!dependencies.contains(key)) continue;
        const json& needed = dependencies[key];
        const json other = needed.is_array() ? json{{"required", needed}} : needed;
        if (!fits(other, value)) visit.fault(inside, "needs what is not there");
    }
    for (const json& key : keyword(schema, "required", kNoItems)) {
        if (!value.contains(key.get<std::string>())) visit.fault(at, "without " + key.dump());
    }
    const bool isSized = value.size() >= schema.value("minProperties", std::size_t{0}) &&
                         value.size() <= schema.value("maxProperties", std::size_t{1} << 30U);
    if (!isSized) visit.fault(at, "too many or too few members");
}

void JsonSchema::checkArray(const json& schema, const json& value, const std::string& at, Visit& visit) const {
    const bool isSized = value.size() >= schema.value("minItems", std::size_t{0}) &&
                         value.size() <= schema.value("maxItems", std::size_t{1} << 30U);
    if (!isSized) visit.fault(at, "too many or too few items");
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i)
        check(schema["items"], value[i], at + "/" + std::to_string(i), visit);
}

void JsonSchema::checkCombined(const json& schema, const json& value, const std::string& at, Visit& visit) const {
    const auto countOf = [&](const char* key) {
        return std::count_if(schema[key].begin(), schema[key].end(), [&](const json& one) { return fits(one, value); });
    };
    for (const json& one : keyword(schema, "allOf", kNoItems)) check(one, value, at, visit);
    if (schema.contains("anyOf")) {
        if (countOf("anyOf") == 0) visit.fault(at, "fits none of several forms");
        // What is closed in the form that fits is closed.
        for (const json& one : schema["anyOf"]) {
            if (fits(one, value)) check(one, value, at, visit);
        }
    }
    if (schema.contains("oneOf") && countOf("oneOf") != 1) visit.fault(at, "fits none, or several, of several forms");
    if (schema.contains("not") && fits(schema["not"], value)) visit.fault(at, "is what it must not be");
    if (schema.contains("if") && fits(schema["if"], value)) check(schema["then"], value, at, visit);
}

}  // namespace lessons
