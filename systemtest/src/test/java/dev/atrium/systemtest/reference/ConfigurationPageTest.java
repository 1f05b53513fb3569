package dev.atrium.systemtest.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/configuration.md} says what the {@code @ConfigMapping} interfaces and their
 * comments say. {@code -Datrium.docs.write=true} writes it anew.
 */
class ConfigurationPageTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/reference/configuration.md");

  @Test
  void pageIsCurrent() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Generated from the `@ConfigMapping` interfaces. A property `a.b-c` is set as the environment variable `A_B_C`.
            """);
    for (String module :
        List.of("hub", "hub/app", "init-service", "operator", "runner", "standalone")) {
      appendModule(page, module);
    }
    if (Boolean.getBoolean("atrium.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run with -Datrium.docs.write=true").hasContent(page.toString());
  }

  private static void appendModule(StringBuilder page, String module) throws IOException {
    try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      for (Path source : sources.filter(ConfigurationPageTest::isMapping).sorted().toList()) {
        append(page, module, source);
      }
    }
  }

  private static boolean isMapping(Path file) {
    try {
      return file.toString().endsWith("Config.java")
          && Files.readString(file).contains("\n@ConfigMapping(");
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static void append(StringBuilder page, String module, Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjects(source));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Rows(page, module, docs).scan(unit, null);
      }
    }
  }

  /** Walks a mapping interface and its nested groups, and writes a row per property. */
  private static final class Rows extends TreePathScanner<Void, Void> {

    private final StringBuilder page;
    private final String module;
    private final DocTrees docs;
    private String prefix = "";

    Rows(StringBuilder page, String module, DocTrees docs) {
      this.page = page;
      this.module = module;
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (!prefix.isEmpty()) {
        // A nested interface is a group: its rows stand where a method names it.
        return null;
      }
      prefix = argument(type.getModifiers().getAnnotations(), "ConfigMapping");
      page.append("\n## ").append(module).append(": `").append(prefix).append(".*`\n\n");
      page.append(text(getCurrentPath())).append("\n\n");
      page.append("| property | default | what it says |\n|---|---|---|\n");
      rows(type, getCurrentPath(), prefix + ".");
      return null;
    }

    private void rows(ClassTree type, TreePath path, String prefix) {
      for (var member : type.getMembers()) {
        if (member instanceof MethodTree method && method.getBody() == null) {
          row(type, path, method, prefix);
        }
      }
    }

    private void row(ClassTree type, TreePath path, MethodTree method, String prefix) {
      String name = prefix + kebab(method.getName().toString());
      for (var member : type.getMembers()) {
        if (member instanceof ClassTree group
            && group.getSimpleName().contentEquals(method.getReturnType().toString())) {
          rows(group, new TreePath(path, group), name + ".");
          return;
        }
      }
      String fallback = resolved(argument(method.getModifiers().getAnnotations(), "WithDefault"));
      boolean optional = method.getReturnType().toString().startsWith("Optional");
      page.append("| `")
          .append(name)
          .append("` | ")
          .append(fallback.isEmpty() ? (optional ? "none" : "required") : "`" + fallback + "`")
          .append(" | ")
          .append(text(new TreePath(path, method)))
          .append(" |\n");
    }

    private String text(TreePath path) {
      DocCommentTree comment = docs.getDocCommentTree(path);
      assertThat(comment).as("a comment on %s", path.getLeaf()).isNotNull();
      return comment.getFullBody().stream()
          .map(Rows::text)
          .collect(Collectors.joining())
          .replaceAll("\\s+", " ")
          .trim();
    }

    private static String text(DocTree part) {
      return switch (part) {
        case LiteralTree code -> "`" + code.getBody().getBody() + "`";
        case LinkTree link -> "`" + link.getReference().getSignature() + "`";
        case StartElementTree _, EndElementTree _ -> "";
        default -> part.toString();
      };
    }

    /** A default that stands elsewhere as a constant, by the import that names its class. */
    private String resolved(String argument) {
      int dot = argument.indexOf('.');
      for (var line : getCurrentPath().getCompilationUnit().getImports()) {
        String type = line.getQualifiedIdentifier().toString();
        if (dot > 0 && type.endsWith("." + argument.substring(0, dot))) {
          return constant(type, argument.substring(dot + 1));
        }
      }
      return argument;
    }

    private static String constant(String type, String name) {
      String file = "src/main/java/" + type.replace('.', '/') + ".java";
      var declaration = Pattern.compile("\\b" + name + "\\s*=([^;]*);");
      for (String module : List.of("api", "hub", "init-service", "runner")) {
        Path source = ROOT.resolve(module).resolve(file);
        try {
          var found = declaration.matcher(Files.exists(source) ? Files.readString(source) : "");
          if (found.find()) {
            return found
                .group(1)
                .replaceAll("\"\\s*\\+\\s*\"", "")
                .strip()
                .replaceAll("^\"|\"$", "");
          }
        } catch (IOException unreadable) {
          throw new IllegalStateException(unreadable);
        }
      }
      throw new IllegalStateException("There is no " + name + " in " + type);
    }

    private static String argument(List<? extends AnnotationTree> annotations, String name) {
      return annotations.stream()
          .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
          .flatMap(annotation -> annotation.getArguments().stream())
          .map(argument -> argument.toString().replaceAll("^(prefix|value) = ", ""))
          .map(literal -> literal.replaceAll("^\"|\"$", ""))
          .findFirst()
          .orElse("");
    }

    private static String kebab(String camel) {
      return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
  }
}
