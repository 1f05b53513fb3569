package dev.atrium.runner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.files.SearchEnd;
import dev.atrium.api.files.SearchHit;
import dev.atrium.api.files.SearchRequest;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.files.Modes;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.SearchableFiles;
import dev.atrium.runner.testing.DirectProjectChanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search over real files. */
class SearchIT {

  @TempDir Path temp;
  private ProjectTree tree;
  private SearchableFiles searchable;
  private SearchEnd end;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new ProjectTree(Files.createDirectory(temp.resolve("p")), temp.resolve("staging"));
    searchable = new SearchableFiles(new DirectProjectChanges(tree));
  }

  @Test
  void hitsSayWhereTheyAre() throws IOException {
    write("a.txt", "first\r\nsecond ü🙂 needle here, needle there\n");
    List<SearchHit> hits = search(request("needle"));
    assertThat(hits)
        .containsExactly(
            new SearchHit(path("a.txt"), 2, 12, 6, "second ü🙂 needle here, needle there", 12),
            new SearchHit(path("a.txt"), 2, 25, 6, "second ü🙂 needle here, needle there", 25));
    assertThat(end).isEqualTo(new SearchEnd(true, 1, 2, false, null));
  }

  @ParameterizedTest
  @CsvSource({
    "foo, false, false, false, 4",
    "foo, false, true, false, 3",
    "foo, false, false, true, 2",
    "fo+, true, true, true, 1",
    "f.o$, true, false, false, 2",
    "ÜBER, false, false, false, 1",
    "zzz, false, false, false, 0"
  })
  void options(String query, boolean regex, boolean matchCase, boolean word, int hits)
      throws IOException {
    write("a.txt", "foo food\nFOO\nüber_foo\n");
    assertThat(search(new SearchRequest(query, regex, matchCase, word, null, null, 100)))
        .hasSize(hits);
  }

  @Test
  void onlyPeoplesTextFilesAreLookedAt() throws IOException {
    write("src/a.ts", "needle");
    write("src/b.js", "needle");
    write("test/a.ts", "needle");
    write("node_modules/m.ts", "needle");
    write(".git/x", "needle");
    write("bin", "needle\0");
    tree.write(path("huge"), "needle ".repeat(800_000).getBytes(), Modes.KEEP);
    tree.createLink(path("link"), "src".getBytes());

    assertThat(paths(search(request("needle"))))
        .containsExactly("src/a.ts", "src/b.js", "test/a.ts");
    assertThat(paths(search(globs("*.ts", null)))).containsExactly("src/a.ts", "test/a.ts");
    assertThat(paths(search(globs("src, *.none", "*.js")))).containsExactly("src/a.ts");
    assertThat(paths(search(globs("**/*.{js,md}", null)))).containsExactly("src/b.js");
    assertThat(paths(search(globs(null, "/test/**")))).containsExactly("src/a.ts", "src/b.js");
  }

  @Test
  void theLimitIsKept() throws IOException {
    for (int i = 0; i < 50; i++) {
      write("f" + i, "needle needle needle");
    }
    assertThat(search(new SearchRequest("needle", false, true, false, null, null, 7))).hasSize(7);
    assertThat(end.truncated()).isTrue();
    assertThat(end.hits()).isEqualTo(7);
  }

  @Test
  void longLinesComeAsAPreview() throws IOException {
    write("min.js", "x".repeat(100_000) + "🙂needle" + "y".repeat(100_000));
    SearchHit hit = search(request("needle")).getFirst();
    assertThat(hit.column()).isEqualTo(100_003);
    assertThat(hit.preview()).hasSizeLessThanOrEqualTo(TextQuery.PREVIEW_UNITS);
    assertThat(hit.preview().substring(hit.previewColumn() - 1)).startsWith("needle");
  }

  @Test
  void anExpressionThatBacktracksForeverIsCutOff() throws IOException {
    write("a.txt", "a".repeat(3_000));
    SearchRequest evil = new SearchRequest("a*a*a*a*a*a*b", true, true, false, null, null, 10);
    // Time goes on with each look at it, so that however slow the machine is, it ends in the file.
    AtomicLong nanos = new AtomicLong();
    ProjectSearch impatient =
        new ProjectSearch(tree, searchable, Duration.ofNanos(1_000), nanos::incrementAndGet);
    SearchEnd cut = impatient.run(ProjectSearch.Query.of(evil), _ -> {}, () -> false);
    assertThat(cut.problem().type()).endsWith("invalid-field");
    assertThat(cut.problem().detail()).contains("a.txt");
  }

  @Test
  void anExpressionThatGoesTooDeepIsCutOff() throws IOException {
    write("a.txt", "ab".repeat(1_000_000));
    search(new SearchRequest("(a|b)*c", true, true, false, null, null, 10));
    assertThat(end.problem().field()).isEqualTo("query");
  }

  @Test
  void nobodyWaitingEndsTheSearch() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      write("d" + i % 50 + "/f" + i, "needle");
    }
    List<SearchHit> seen = new ArrayList<>();
    ProjectSearch search = new ProjectSearch(tree, searchable);
    assertThatThrownBy(
            () ->
                search.run(
                    ProjectSearch.Query.of(request("needle")),
                    hits -> {
                      seen.addAll(hits);
                      throw new IOException("gone");
                    },
                    () -> false))
        .isInstanceOf(IOException.class);
    assertThat(seen).hasSizeLessThan(10);
    SearchEnd abandoned =
        search.run(ProjectSearch.Query.of(request("needle")), seen::addAll, () -> true);
    assertThat(abandoned.files()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, 10, query",
    "'(', true, 10, query",
    "x, false, 0, limit",
    "x, false, 10001, limit"
  })
  void badRequestsNameTheField(String query, boolean regex, int limit, String field) {
    assertThatThrownBy(
            () ->
                ProjectSearch.Query.of(
                    new SearchRequest(query, regex, true, false, null, null, limit)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failure -> {
              assertThat(failure.type()).isEqualTo(ProblemType.INVALID_FIELD);
              assertThat(failure.problem().field()).isEqualTo(field);
            });
  }

  private List<SearchHit> search(SearchRequest request) throws IOException {
    List<SearchHit> hits = new ArrayList<>();
    end =
        new ProjectSearch(tree, searchable)
            .run(ProjectSearch.Query.of(request), hits::addAll, () -> false);
    hits.sort(Comparator.comparing(SearchHit::path).thenComparing(SearchHit::column));
    return hits;
  }

  private static SearchRequest request(String query) {
    return new SearchRequest(query, false, true, false, null, null, 1_000);
  }

  private static SearchRequest globs(String include, String exclude) {
    return new SearchRequest("needle", false, true, false, include, exclude, 1_000);
  }

  private static List<String> paths(List<SearchHit> hits) {
    return hits.stream().map(hit -> hit.path().toString()).distinct().toList();
  }

  private void write(String path, String text) throws IOException {
    tree.write(path(path), text.getBytes(StandardCharsets.UTF_8), Modes.KEEP);
  }

  private static ProjectPath path(String text) {
    return ProjectPath.of(text);
  }
}
