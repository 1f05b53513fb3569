import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Prints which tests failed, so that a failure can be understood from the end of a run's output alone: of each its
 * name, its message, where it was, and the last lines of its own log; and at the very end all names once more. Reads
 * the reports of all modules below the directory that is its argument.
 */
final class Failures {

  /** Of so many failures the details are printed; more of them mostly have one cause. */
  private static final int IN_DETAIL = 10;

  private static final int MESSAGE_LINES = 20;
  private static final int PLACES = 12;
  private static final int LOG_LINES = 30;
  private static final int LOGS = 3;
  private static final int LINE_LENGTH = 300;

  private final Path root;
  private final PrintStream out;

  private Failures(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  /** A test that failed, as its module's report has it. */
  private record Failure(Path module, String type, String test, String trace, String log) {

    String name() {
      return simpleType() + "." + test;
    }

    /** What was thrown and why, without where. */
    List<String> message() {
      return trace.lines().takeWhile(line -> !isPlace(line)).map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    List<String> places() {
      return trace.lines().filter(line -> isPlace(line) || line.startsWith("Caused by:")).toList();
    }

    private static boolean isPlace(String line) {
      return line.startsWith("\tat ");
    }

    /** Where the system tests keep logs and screenshots; parameters are no part of its name. */
    Path evidence() {
      return module.resolve("target/evidence").resolve(simpleType() + "." + test.split("[({\\[]")[0]);
    }

    private String simpleType() {
      return type.substring(type.lastIndexOf('.') + 1);
    }
  }

  public static void main(String[] arguments) throws IOException {
    new Failures(Path.of(arguments[0]), new PrintStream(System.out, true, StandardCharsets.UTF_8)).print();
  }

  private void print() throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (Path report : Reports.below(root)) {
      try {
        failures.addAll(failuresIn(report));
      } catch (XMLStreamException incomplete) {
        out.println("This report is not complete, as if its tests had been killed: " + report);
      }
    }
    for (Failure failure : failures.stream().limit(IN_DETAIL).toList()) {
      print(failure);
    }
    if (!failures.isEmpty()) {
      out.println("\nFailed tests: " + failures.size());
      failures.forEach(failure -> out.println(cut("  " + failure.name() + ": " + String.join(" ", failure.message()))));
    }
  }

  private void print(Failure failure) throws IOException {
    out.println("\n==== " + failure.name() + " (" + root.relativize(failure.module()) + ")");
    failure.message().stream().limit(MESSAGE_LINES).forEach(line -> out.println(cut(line)));
    failure.places().stream().limit(PLACES).forEach(line -> out.println(cut(line)));
    printEnd("its log", failure.log());
    if (Files.isDirectory(failure.evidence())) {
      out.println("---- kept in " + root.relativize(failure.evidence()));
      for (Path file : newestLogs(failure.evidence())) {
        printEnd(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void printEnd(String title, String text) {
    List<String> lines = text.lines().toList();
    if (!lines.isEmpty()) {
      out.println("---- the end of " + title);
      lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()).forEach(line -> out.println(cut(line)));
    }
  }

  /** Those of the processes that did something last. */
  private static List<Path> newestLogs(Path evidence) throws IOException {
    try (Stream<Path> files = Files.list(evidence)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .sorted(Comparator.comparingLong((Path file) -> file.toFile().lastModified()).reversed())
          .limit(LOGS)
          .toList();
    }
  }

  private static List<Failure> failuresIn(Path report) throws IOException, XMLStreamException {
    List<Failure> failures = new ArrayList<>();
    Path module = report.getParent().getParent().getParent();
    try (var in = Files.newInputStream(report)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        xml.next();
        if (xml.isStartElement() && xml.getLocalName().equals("testcase")) {
          Failure test = test(xml, module);
          if (test.trace() != null) {
            failures.add(test);
          }
        }
      }
    }
    return failures;
  }

  /** Reads one test; its trace is null if it did not fail. */
  private static Failure test(XMLStreamReader xml, Path module) throws XMLStreamException {
    String type = xml.getAttributeValue(null, "classname");
    String test = xml.getAttributeValue(null, "name");
    String trace = null;
    var log = new StringBuilder();
    while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
      switch (xml.getLocalName()) {
        case "failure", "error" -> trace = xml.getElementText();
        case "system-out", "system-err" -> log.append(xml.getElementText());
        default -> xml.getElementText();
      }
    }
    return new Failure(module, type, test, trace, log.toString());
  }

  private static String cut(String line) {
    return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + " …";
  }
}
