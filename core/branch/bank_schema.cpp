#include "core/branch/branch.hpp"

namespace lobby {

// Draft 4; "x-says" completes "must be …" (see core/json). docs/bank-file.md says the same for people.
std::string_view bank_schema() {
  return R"json({
  "$schema": "http://json-schema.org/draft-04/schema#",
  "title": "Bank file",
  "type": "object",
  "required": ["id", "name", "branches"],
  "additionalProperties": false,
  "properties": {
    "$schema": { "type": "string" },
    "id": { "$ref": "#/definitions/id" },
    "name": { "$ref": "#/definitions/text" },
    "services": { "type": "array", "maxItems": 200, "items": { "$ref": "#/definitions/service" } },
    "branches": { "type": "array", "minItems": 1, "maxItems": 2000, "items": { "$ref": "#/definitions/branch" } }
  },
  "definitions": {
    "id": {
      "type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,39}$",
      "x-says": "made of a-z, 0-9 and \"-\", at most 40 characters"
    },
    "text": {
      "type": "object", "required": ["zh", "en"], "additionalProperties": false,
      "properties": {
        "zh": { "type": "string", "minLength": 1, "maxLength": 400 },
        "en": { "type": "string", "minLength": 1, "maxLength": 400 }
      }
    },
    "optional_text": {
      "type": "object", "required": ["zh", "en"], "additionalProperties": false,
      "properties": {
        "zh": { "type": "string", "maxLength": 400 },
        "en": { "type": "string", "maxLength": 400 }
      }
    },
    "paper": {
      "type": "object", "required": ["id", "name"], "additionalProperties": false,
      "properties": {
        "id": { "$ref": "#/definitions/id" },
        "name": { "$ref": "#/definitions/text" },
        "note": { "$ref": "#/definitions/optional_text" },
        "required": { "type": "boolean" }
      }
    },
    "service": {
      "type": "object", "required": ["id", "prefix", "name"], "additionalProperties": false,
      "properties": {
        "id": { "$ref": "#/definitions/id" },
        "prefix": { "type": "string", "pattern": "^[A-Z]{1,2}$", "x-says": "one or two capital letters" },
        "name": { "$ref": "#/definitions/text" },
        "hint": { "$ref": "#/definitions/optional_text" },
        "complexity": { "enum": ["simple", "complex"] },
        "channels": {
          "type": "array", "minItems": 1, "uniqueItems": true,
          "items": { "enum": ["counter", "self_service", "phone"] }
        },
        "elsewhere": { "$ref": "#/definitions/optional_text" },
        "papers": { "type": "array", "maxItems": 20, "items": { "$ref": "#/definitions/paper" } },
        "bookable": { "type": "boolean" },
        "typical_minutes": { "type": "number", "minimum": 0.5, "maximum": 240 },
        "spread": { "type": "number", "minimum": 0.05, "maximum": 2 }
      }
    },
    "branch_service": {
      "type": ["string", "object"], "pattern": "^[a-z0-9][a-z0-9-]{0,39}$",
      "x-says": "the id of one of the bank's services",
      "required": ["id", "prefix", "name"], "additionalProperties": false,
      "properties": {
        "id": { "$ref": "#/definitions/service/properties/id" },
        "prefix": { "$ref": "#/definitions/service/properties/prefix" },
        "name": { "$ref": "#/definitions/service/properties/name" },
        "hint": { "$ref": "#/definitions/service/properties/hint" },
        "complexity": { "$ref": "#/definitions/service/properties/complexity" },
        "channels": { "$ref": "#/definitions/service/properties/channels" },
        "elsewhere": { "$ref": "#/definitions/service/properties/elsewhere" },
        "papers": { "$ref": "#/definitions/service/properties/papers" },
        "bookable": { "$ref": "#/definitions/service/properties/bookable" },
        "typical_minutes": { "$ref": "#/definitions/service/properties/typical_minutes" },
        "spread": { "$ref": "#/definitions/service/properties/spread" }
      }
    },
    "counter": {
      "type": "object", "required": ["id", "kind", "serves"], "additionalProperties": false,
      "properties": {
        "id": { "type": "string", "pattern": "^[A-Z0-9]{1,4}$", "x-says": "one to four digits or capital letters" },
        "kind": { "enum": ["high", "low", "vip_high", "vip_room"] },
        "position": { "type": "integer", "minimum": 1, "maximum": 7 },
        "serves": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "$ref": "#/definitions/id" } }
      }
    },
    "openings": {
      "type": "array", "maxItems": 4,
      "items": {
        "type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        "x-says": "hours such as \"09:00-12:00\""
      }
    },
    "special_day": {
      "type": "object", "required": ["date", "name", "hours"], "additionalProperties": false,
      "properties": {
        "date": {
          "type": "string", "pattern": "^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$", "x-says": "a date such as \"2026-10-01\""
        },
        "name": { "$ref": "#/definitions/text" },
        "hours": { "$ref": "#/definitions/openings" }
      }
    },
    "policy": {
      "type": "object", "additionalProperties": false,
      "properties": {
        "slot_minutes": { "type": "integer", "minimum": 5, "maximum": 240 },
        "capacity": { "type": "object", "additionalProperties": { "type": "integer", "minimum": 0, "maximum": 99 } },
        "days_ahead": { "type": "integer", "minimum": 0, "maximum": 90 },
        "min_lead_minutes": { "type": "integer", "minimum": 0, "maximum": 1440 },
        "hold_seconds": { "type": "integer", "minimum": 30, "maximum": 3600 },
        "check_in_early_minutes": { "type": "integer", "minimum": 0, "maximum": 240 },
        "check_in_late_minutes": { "type": "integer", "minimum": 0, "maximum": 240 },
        "no_show_seconds": { "type": "integer", "minimum": 0, "maximum": 3600 },
        "max_recalls": { "type": "integer", "minimum": 0, "maximum": 20 },
        "appointments_in_a_row": { "type": "integer", "minimum": 1, "maximum": 99 },
        "vip_first": { "type": "boolean" },
        "special_first": { "type": "boolean" },
        "remote_join": { "type": "boolean" },
        "target_wait_minutes": { "type": "integer", "minimum": 1, "maximum": 240 },
        "limit_wait_minutes": { "type": "integer", "minimum": 1, "maximum": 480 }
      }
    },
    "branch": {
      "type": "object", "required": ["id", "name", "address", "services", "counters", "hours"],
      "additionalProperties": false,
      "properties": {
        "id": { "$ref": "#/definitions/id" },
        "name": { "$ref": "#/definitions/text" },
        "address": { "$ref": "#/definitions/text" },
        "phone": { "type": "string", "pattern": "^[+0-9][0-9 -]{2,24}$", "x-says": "a telephone number" },
        "time_zone": {
          "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$",
          "x-says": "a time zone such as \"Asia/Shanghai\""
        },
        "services": { "type": "array", "minItems": 1, "maxItems": 200, "items": { "$ref": "#/definitions/branch_service" } },
        "counters": { "type": "array", "minItems": 1, "maxItems": 200, "items": { "$ref": "#/definitions/counter" } },
        "hours": {
          "type": "object", "required": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
          "additionalProperties": false,
          "properties": {
            "mon": { "$ref": "#/definitions/openings" },
            "tue": { "$ref": "#/definitions/openings" },
            "wed": { "$ref": "#/definitions/openings" },
            "thu": { "$ref": "#/definitions/openings" },
            "fri": { "$ref": "#/definitions/openings" },
            "sat": { "$ref": "#/definitions/openings" },
            "sun": { "$ref": "#/definitions/openings" }
          }
        },
        "special_days": { "type": "array", "maxItems": 1000, "items": { "$ref": "#/definitions/special_day" } },
        "policy": { "$ref": "#/definitions/policy" },
        "arrivals_per_hour": { "type": "number", "minimum": 0.1, "maximum": 2000 }
      }
    }
  }
})json";
}

} // namespace lobby
