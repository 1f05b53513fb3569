// A small web server on POSIX sockets: the pages of public/ and a JSON endpoint.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>

#include "greeting.h"

struct Response {
  std::string status = "200 OK";
  std::string type = "text/plain";
  std::string body;
};

static std::string percentDecode(const std::string& text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == '%' && i + 2 < text.size()) {
      decoded += static_cast<char>(std::strtol(text.substr(i + 1, 2).c_str(), nullptr, 16));
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

static std::string typeOf(const std::string& path) {
  std::string ending = path.substr(path.rfind('.') + 1);
  if (ending == "html") return "text/html";
  if (ending == "css") return "text/css";
  if (ending == "js") return "text/javascript";
  return "application/octet-stream";
}

static Response page(const std::string& path) {
  std::ifstream file("public" + (path == "/" ? "/index.html" : path), std::ios::binary);
  if (!file || path.find("..") != std::string::npos) {
    return {"404 Not Found", "text/plain", "Not found\n"};
  }
  std::ostringstream content;
  content << file.rdbuf();
  return {"200 OK", typeOf(path == "/" ? "index.html" : path), content.str()};
}

static Response answer(const std::string& target) {
  size_t question = target.find('?');
  std::string path = target.substr(0, question);
  std::string query = question == std::string::npos ? "" : target.substr(question + 1);
  if (path != "/api/hello") {
    return page(percentDecode(path));
  }
  std::string name = query.rfind("name=", 0) == 0 ? percentDecode(query.substr(5)) : "";
  return {"200 OK", "application/json", greeting(name)};
}

static void serve(int client) {
  std::string request;
  char buffer[4096];
  while (request.find("\r\n\r\n") == std::string::npos && request.size() < 64 * 1024) {
    ssize_t count = read(client, buffer, sizeof buffer);
    if (count <= 0) break;
    request.append(buffer, static_cast<size_t>(count));
  }
  std::string method, target;
  std::istringstream(request) >> method >> target;
  Response response = answer(target);
  std::string text = "HTTP/1.1 " + response.status + "\r\nContent-Type: " + response.type +
                     "\r\nContent-Length: " + std::to_string(response.body.size()) +
                     "\r\nConnection: close\r\n\r\n" + response.body;
  for (size_t sent = 0; sent < text.size();) {
    ssize_t count = write(client, text.data() + sent, text.size() - sent);
    if (count <= 0) break;
    sent += static_cast<size_t>(count);
  }
  close(client);
}

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  const char* configured = std::getenv("PORT");
  int port = std::atoi(configured ? configured : "8000");

  int server = socket(AF_INET, SOCK_STREAM, 0);
  int on = 1;
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(server, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      listen(server, SOMAXCONN) != 0) {
    std::perror("cannot listen");
    return 1;
  }
  std::cout << "Listening on http://127.0.0.1:" << port << std::endl;
  while (true) {
    int client = accept(server, nullptr, nullptr);
    if (client >= 0) {
      std::thread(serve, client).detach();
    }
  }
}
