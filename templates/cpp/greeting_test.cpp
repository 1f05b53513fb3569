#include <cstdlib>
#include <iostream>

#include "greeting.h"

static void expect(const std::string& text, const std::string& part) {
  if (text.find(part) == std::string::npos) {
    std::cerr << "expected " << part << " in " << text << "\n";
    std::exit(1);
  }
}

int main() {
  expect(greeting("Ada"), "Hello, Ada!");
  expect(greeting(""), "Hello, world!");
  expect(greeting("a\"b\n"), "a\\\"b\\u000a");
  std::cout << "ok\n";
}
