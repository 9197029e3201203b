#include "core/roleplay/roleplay.hpp"

namespace lobby::roleplay {

// The text of scenarios/scenario.schema.json; a test keeps them equal.
std::string_view scenario_schema() {
  return R"json({
  "$schema": "http://json-schema.org/draft-04/schema#",
  "title": "A role-play of Lobby",
  "description": "How to write one: docs/scenarios.md",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "$schema": {"type": "string"},
    "id": {"$ref": "#/definitions/name"},
    "title": {"$ref": "#/definitions/text"},
    "summary": {"$ref": "#/definitions/text"},
    "place": {"$ref": "#/definitions/text"},
    "position": {"type": "integer", "minimum": 1, "maximum": 7},
    "minutes": {"type": "integer", "minimum": 1, "maximum": 60},
    "rubric": {"enum": ["counter", "lobby", "vip", "complaint", "phone"]},
    "context": {
      "type": "array",
      "items": {
        "enum": ["cash", "identity", "papers_incomplete", "special_customer", "waiting", "interruption", "product", "handed_over", "unsettled", "actions"]
      },
      "uniqueItems": true
    },
    "papers": {
      "description": "What is missing; names that mean the same stand side by side with | between",
      "type": "array",
      "items": {"type": "string", "minLength": 1, "maxLength": 120},
      "minItems": 1,
      "uniqueItems": true
    },
    "customer": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "kind": {"enum": ["elderly", "special", "seeking_help", "from_elsewhere", "unfamiliar", "impatient", "unreasonable", "complaining"]},
        "name": {"$ref": "#/definitions/text"},
        "surname": {"type": "string", "minLength": 1, "maxLength": 2},
        "goal": {"$ref": "#/definitions/text"},
        "mood": {"$ref": "#/definitions/mood"},
        "patience": {"type": "integer", "minimum": 1, "maximum": 100},
        "facts": {"type": "array", "items": {"$ref": "#/definitions/fact"}}
      },
      "required": ["kind", "name", "goal", "mood", "patience"]
    },
    "silence": {
      "type": "object",
      "additionalProperties": false,
      "properties": {"seconds": {"type": "integer", "minimum": 5, "maximum": 600}, "line": {"$ref": "#/definitions/line"}},
      "required": ["seconds", "line"]
    },
    "asked_twice": {"$ref": "#/definitions/line"},
    "promise_broken": {"$ref": "#/definitions/line"},
    "puzzled": {"$ref": "#/definitions/line"},
    "out_of_patience": {"$ref": "#/definitions/ending"},
    "beats": {"type": "array", "items": {"$ref": "#/definitions/beat"}, "minItems": 1, "maxItems": 60},
    "reactions": {"type": "array", "items": {"$ref": "#/definitions/reaction"}},
    "endings": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "solved": {"$ref": "#/definitions/last_words"},
        "follow_up": {"$ref": "#/definitions/last_words"},
        "escalated": {"$ref": "#/definitions/last_words"},
        "walked_out": {"$ref": "#/definitions/last_words"},
        "regulator": {"$ref": "#/definitions/last_words"}
      },
      "minProperties": 1
    }
  },
  "required": [
    "id",
    "title",
    "summary",
    "place",
    "position",
    "minutes",
    "rubric",
    "context",
    "customer",
    "silence",
    "asked_twice",
    "promise_broken",
    "puzzled",
    "out_of_patience",
    "beats",
    "endings"
  ],
  "definitions": {
    "name": {"type": "string", "pattern": "^[a-z][a-z0-9_-]{0,39}$", "x-says": "a name of small letters, digits, - and _, beginning with a letter"},
    "text": {
      "type": "object",
      "additionalProperties": false,
      "properties": {"zh": {"type": "string", "minLength": 1, "maxLength": 600}, "en": {"type": "string", "minLength": 1, "maxLength": 1200}},
      "required": ["zh", "en"]
    },
    "wordings": {
      "anyOf": [{"$ref": "#/definitions/text"}, {"type": "array", "items": {"$ref": "#/definitions/text"}, "minItems": 1, "maxItems": 6}],
      "x-says": "a text {\"zh\",\"en\"} or a list of one to six of them"
    },
    "line": {
      "description": "What the customer says, in three moods; a list of wordings lets the seed choose",
      "type": "object",
      "additionalProperties": false,
      "properties": {"calm": {"$ref": "#/definitions/wordings"}, "annoyed": {"$ref": "#/definitions/wordings"}, "angry": {"$ref": "#/definitions/wordings"}},
      "required": ["calm", "annoyed", "angry"]
    },
    "act": {
      "enum": [
        "greet",
        "introduce_self",
        "ask_need",
        "triage",
        "clarify",
        "restate",
        "invite_to_speak",
        "empathise",
        "apologise",
        "thank",
        "address_by_name",
        "explain",
        "list_materials",
        "verify_identity",
        "set_expectation",
        "offer_solution",
        "offer_choice",
        "commit",
        "own_it",
        "refer",
        "guide",
        "assist",
        "comfort",
        "count_aloud",
        "ask_check",
        "offer_product",
        "disclose_risk",
        "ask_more",
        "invite_rating",
        "farewell",
        "tell_channels",
        "follow_up",
        "record",
        "protect_privacy"
      ]
    },
    "fault": {
      "enum": [
        "pass_buck",
        "indifferent",
        "impatient",
        "accuse",
        "provoke",
        "order_about",
        "blame_system",
        "deny_feeling",
        "promise_return",
        "overpromise",
        "private_sale",
        "press_sale",
        "leak_privacy",
        "refuse_complaint",
        "vague",
        "skip_reading"
      ]
    },
    "action": {
      "enum": [
        "stand",
        "smile",
        "raise_hand",
        "two_hands",
        "offer_seat",
        "pour_water",
        "give_card",
        "lead_way",
        "eyes_follow",
        "use_intercom",
        "fill_referral",
        "check_id",
        "record_complaint",
        "move_to_quiet_room",
        "call_branch_head",
        "count_notes",
        "risk_test"
      ]
    },
    "mood": {"enum": ["calm", "uneasy", "annoyed", "angry", "furious"]},
    "ending": {"enum": ["solved", "follow_up", "escalated", "walked_out", "regulator"]},
    "condition": {
      "description": "Holds when everything in it holds. any_act … says look at the employee's turn, ever_… at all turns so far",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "any_act": {"type": "array", "items": {"$ref": "#/definitions/act"}, "minItems": 1, "uniqueItems": true},
        "all_acts": {"type": "array", "items": {"$ref": "#/definitions/act"}, "minItems": 1, "uniqueItems": true},
        "any_action": {"type": "array", "items": {"$ref": "#/definitions/action"}, "minItems": 1, "uniqueItems": true},
        "any_fault": {"type": "array", "items": {"$ref": "#/definitions/fault"}, "minItems": 1, "uniqueItems": true},
        "fault": {"type": "boolean"},
        "ever_act": {"type": "array", "items": {"$ref": "#/definitions/act"}, "minItems": 1, "uniqueItems": true},
        "ever_action": {"type": "array", "items": {"$ref": "#/definitions/action"}, "minItems": 1, "uniqueItems": true},
        "says": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 40}, "minItems": 1, "uniqueItems": true},
        "says_all": {
          "type": "array",
          "items": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 40}, "minItems": 1, "uniqueItems": true},
          "minItems": 1,
          "uniqueItems": true
        },
        "mood_at_least": {"$ref": "#/definitions/mood"},
        "mood_at_most": {"$ref": "#/definitions/mood"},
        "patience_at_most": {"type": "integer", "minimum": 0, "maximum": 100},
        "seconds_at_least": {"type": "integer", "minimum": 0, "maximum": 7200},
        "turns_at_least": {"type": "integer", "minimum": 0, "maximum": 200},
        "facts": {"type": "array", "items": {"$ref": "#/definitions/name"}, "minItems": 1, "uniqueItems": true},
        "beats": {"type": "array", "items": {"$ref": "#/definitions/name"}, "minItems": 1, "uniqueItems": true},
        "flags": {"type": "array", "items": {"$ref": "#/definitions/name"}, "minItems": 1, "uniqueItems": true},
        "any": {"type": "array", "items": {"$ref": "#/definitions/condition"}, "minItems": 1},
        "not": {"$ref": "#/definitions/condition"}
      },
      "minProperties": 1
    },
    "effects": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "mood": {"type": "integer", "minimum": -4, "maximum": 4},
        "patience": {"type": "integer", "minimum": -20, "maximum": 20},
        "disclose": {"type": "array", "items": {"$ref": "#/definitions/name"}, "minItems": 1, "uniqueItems": true},
        "set": {"type": "array", "items": {"$ref": "#/definitions/name"}, "minItems": 1, "uniqueItems": true},
        "clear": {"type": "array", "items": {"$ref": "#/definitions/name"}, "minItems": 1, "uniqueItems": true}
      },
      "minProperties": 1
    },
    "suggestion": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "quality": {"enum": ["good", "mediocre", "poor"]},
        "text": {"$ref": "#/definitions/text"},
        "actions": {"type": "array", "items": {"$ref": "#/definitions/action"}, "minItems": 1, "uniqueItems": true}
      },
      "required": ["quality", "text"]
    },
    "answer": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "when": {"$ref": "#/definitions/condition"},
        "line": {"$ref": "#/definitions/line"},
        "narration": {"$ref": "#/definitions/text"},
        "effects": {"$ref": "#/definitions/effects"},
        "stay": {"type": "boolean"},
        "end": {"$ref": "#/definitions/ending"}
      }
    },
    "beat": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "id": {"$ref": "#/definitions/name"},
        "when": {"$ref": "#/definitions/condition"},
        "skip_when": {"$ref": "#/definitions/condition"},
        "interruption": {"type": "boolean"},
        "narration": {"$ref": "#/definitions/text"},
        "line": {"$ref": "#/definitions/line"},
        "suggestions": {"type": "array", "items": {"$ref": "#/definitions/suggestion"}, "minItems": 3, "maxItems": 6},
        "answers": {"type": "array", "items": {"$ref": "#/definitions/answer"}, "minItems": 1},
        "otherwise": {"$ref": "#/definitions/line"}
      },
      "required": ["id", "suggestions", "answers"]
    },
    "reaction": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "id": {"$ref": "#/definitions/name"},
        "when": {"$ref": "#/definitions/condition"},
        "line": {"$ref": "#/definitions/line"},
        "narration": {"$ref": "#/definitions/text"},
        "effects": {"$ref": "#/definitions/effects"},
        "end": {"$ref": "#/definitions/ending"},
        "once": {"type": "boolean"}
      },
      "required": ["id", "when", "line"]
    },
    "fact": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "id": {"$ref": "#/definitions/name"},
        "about": {"$ref": "#/definitions/text"},
        "asked": {"$ref": "#/definitions/condition"},
        "line": {"$ref": "#/definitions/line"}
      },
      "required": ["id", "about", "asked", "line"]
    },
    "last_words": {
      "type": "object",
      "additionalProperties": false,
      "properties": {"line": {"$ref": "#/definitions/line"}, "narration": {"$ref": "#/definitions/text"}},
      "required": ["line"]
    }
  }
}
)json";
}

} // namespace lobby::roleplay
