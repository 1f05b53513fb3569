import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Prints why tests were skipped, a line each. Reads the reports of all modules below the directory that is its argument. */
final class Skips {

  private final Map<String, Integer> testsByReason = new TreeMap<>();

  private Skips() {}

  public static void main(String[] arguments) throws IOException {
    var skips = new Skips();
    for (Path report : Reports.below(Path.of(arguments[0]))) {
      try {
        skips.read(report);
      } catch (XMLStreamException incomplete) {
        // A part whose tests were killed has failed, and is told of as such.
      }
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    skips.testsByReason.forEach((reason, tests) -> out.println(reason + " (" + tests + (tests == 1 ? " test)" : " tests)")));
  }

  private void read(Path report) throws IOException, XMLStreamException {
    try (var in = Files.newInputStream(report)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        xml.next();
        if (xml.isStartElement() && xml.getLocalName().equals("skipped")) {
          testsByReason.merge(reason(xml), 1, Integer::sum);
        }
      }
    }
  }

  /** A reason of one line is an attribute; a longer one stands above the places, behind what was thrown. */
  private static String reason(XMLStreamReader xml) throws XMLStreamException {
    String message = xml.getAttributeValue(null, "message");
    if (message != null) {
      return message;
    }
    List<String> lines = xml.getElementText().lines().takeWhile(line -> !line.startsWith("\tat ")).toList();
    String reason = lines.stream().skip(1).map(String::strip).collect(Collectors.joining(" "));
    return reason.isBlank() ? "no reason given" : reason;
  }
}
