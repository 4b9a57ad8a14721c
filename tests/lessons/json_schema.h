#pragma once
// As much of JSON Schema (draft-07) as our schema uses, for the test that it says what the loader says.

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace lessons {

/// Objects of a document that may have no other keys than these, by their JSON pointer.
using ClosedObjects = std::map<std::string, std::set<std::string>>;

class JsonSchema {
public:
    /// Throws std::runtime_error at a keyword that it does not know: a rule that nobody checks is no rule.
    explicit JsonSchema(nlohmann::json schema);

    /// What is wrong with the document, with its place; empty if nothing is.
    std::vector<std::string> faultsOf(const nlohmann::json& document) const;
    ClosedObjects closedObjectsOf(const nlohmann::json& document) const;
    const nlohmann::json& definition(const std::string& name) const { return schema_["definitions"][name]; }

private:
    struct Visit;
    void check(const nlohmann::json& schema, const nlohmann::json& value, const std::string& at, Visit& visit) const;
    void checkObject(const nlohmann::json& schema, const nlohmann::json& value, const std::string& at,
                     Visit& visit) const;
    void checkArray(const nlohmann::json& schema, const nlohmann::json& value, const std::string& at,
                    Visit& visit) const;
    void checkCombined(const nlohmann::json& schema, const nlohmann::json& value, const std::string& at,
                       Visit& visit) const;
    bool fits(const nlohmann::json& schema, const nlohmann::json& value) const;
    static void checkKeywords(const nlohmann::json& schema);

    nlohmann::json schema_;
};

}  // namespace lessons
