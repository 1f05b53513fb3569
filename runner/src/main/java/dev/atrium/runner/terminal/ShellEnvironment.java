package dev.atrium.runner.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The environment of a project's programs: the runner's own without what concerns the runner. */
final class ShellEnvironment {

  private static final String DEFAULT_SHELL = "/bin/bash";

  private ShellEnvironment() {}

  /**
   * @param inherited the runner's environment
   * @param accountHome the home directory of this process's account, where {@code HOME} names none
   * @param appPort what the project's app is told to listen on
   */
  static Map<String, String> of(Map<String, String> inherited, String accountHome, int appPort) {
    Map<String, String> result = new TreeMap<>(inherited);
    result.keySet().removeIf(ShellEnvironment::isTheRunnersOwn);
    result.put("TERM", "xterm-256color");
    result.put("COLORTERM", "truecolor");
    result.put("PORT", Integer.toString(appPort));
    putIfBlank(result, "HOME", accountHome);
    putIfBlank(result, "SHELL", DEFAULT_SHELL);
    if (!saysUtf8(result)) {
      result.remove("LC_ALL");
      result.remove("LC_CTYPE");
      result.put("LANG", "C.UTF-8");
    }
    return Map.copyOf(result);
  }

  private static void putIfBlank(Map<String, String> variables, String name, String fallback) {
    variables.merge(name, fallback, (set, unset) -> set.isBlank() ? unset : set);
  }

  private static boolean isTheRunnersOwn(String name) {
    return name.startsWith("ATRIUM_") || name.startsWith("QUARKUS_");
  }

  /** Whether the locale that wins for characters (POSIX: LC_ALL, LC_CTYPE, LANG) is UTF-8. */
  private static boolean saysUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String locale = value.toLowerCase(Locale.ROOT);
        return locale.contains("utf-8") || locale.contains("utf8");
      }
    }
    return false;
  }
}
