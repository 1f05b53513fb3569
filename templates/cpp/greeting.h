#pragma once

#include <cstdio>
#include <string>

/** Makes a text safe inside a JSON string. */
inline std::string escape(const std::string& text) {
  std::string safe;
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      safe += '\\';
      safe += static_cast<char>(c);
    } else if (c < 0x20) {
      char code[7];
      std::snprintf(code, sizeof code, "\\u%04x", c);
      safe += code;
    } else {
      safe += static_cast<char>(c);
    }
  }
  return safe;
}

/** What the server answers at /api/hello. */
inline std::string greeting(const std::string& name) {
  return "{\"message\":\"Hello, " + escape(name.empty() ? "world" : name) +
         "!\",\"from\":\"C++ " + std::to_string(__cplusplus / 100 % 100) + "\"}";
}
