/// RapidJSON in a namespace of this folder's own, because other users (cereal among them) configure it differently and
/// two configurations under one name would break the one-definition rule; private to core/json.
#pragma once

#define RAPIDJSON_NAMESPACE lobby::json::rapid
#define RAPIDJSON_NAMESPACE_BEGIN namespace lobby::json::rapid {
#define RAPIDJSON_NAMESPACE_END }

#include <rapidjson/internal/regex.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
