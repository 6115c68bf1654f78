package gradus.datasets.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.datasets.download.Download.Patience;
import gradus.datasets.download.Manifest.PublishedSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationTest {
  /** Where nothing stalls, a busy machine may take its time. */
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(20), Duration.ofMillis(1), 3);

  private static final Patience SHORTEST =
      new Patience(Duration.ofSeconds(1), Duration.ofMillis(1), 3);

  private static final String IMAGES = "train-images-idx3-ubyte.gz";

  @TempDir static Path archives;
  private static PublishedSet mnist;
  private static PublishedSet cifar;
  private static MirrorServer server;

  @TempDir Path data;

  @BeforeAll
  static void makeArchives() throws IOException {
    mnist = BlankSets.mnist(archives);
    cifar = BlankSets.cifar10(archives);
    server = new MirrorServer(archives);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void aSetIsFetchedCheckedAndPlaced() throws Exception {
    install(mnist, "good");
    assertEquals(60_000, of(mnist, "good").read().training().count());
    assertOnly(data, "mnist");
    assertEquals(4, count(data.resolve("mnist")));
  }

  @Test
  void anArchiveIsUnpackedAndNotKept() throws Exception {
    install(cifar, "good");
    assertEquals(10_000, of(cifar, "good").read().test().count());
    assertOnly(data, "cifar-10-batches-bin");
  }

  @Test
  void aFileThatCanBeReadButIsNotThePublishedOneIsNamed() throws Exception {
    install(cifar, "good");
    Installation installed = of(cifar, "good");
    assertEquals(List.of(), installed.differences());
    Path batch = installed.folder().resolve("data_batch_1.bin");
    byte[] bytes = Files.readAllBytes(batch);
    bytes[3073]++;
    Files.write(batch, bytes);
    Files.delete(installed.folder().resolve("test_batch.bin"));
    assertEquals(
        List.of("data_batch_1.bin is not the published one", "test_batch.bin is missing"),
        installed.differences());
  }

  @Test
  void aBatchInThePlaceOfAnotherIsNamed() throws Exception {
    install(cifar, "good");
    Map<String, String> contents = new TreeMap<>(cifar.contents());
    contents.put("data_batch_1.bin", "0");
    PublishedSet other =
        new PublishedSet(
            cifar.id(),
            cifar.title(),
            cifar.folder(),
            cifar.packed(),
            cifar.mirrors(),
            cifar.files(),
            cifar.unpackedBytes(),
            contents);
    assertEquals(
        List.of(
            "data_batch_1.bin is not the published one; it holds what belongs in test_batch.bin"),
        new Installation(other, data).differences());
  }

  @Test
  void aFolderAndAFileAddressWorkLikeAServer() throws Exception {
    var from = new Installation(mnist.from(archives.toString()), data);
    from.run(new DownloadProgress() {});
    assertEquals(10_000, from.read().test().count());
    new Installation(mnist.from(archives.toUri().toString()), data).run(new DownloadProgress() {});
    var absent = new Installation(mnist.from(data.toString()), data);
    assertFails(absent, "no such file");
  }

  @Test
  void anAddressOfTheFileItselfIsUnderstood() {
    String place = "http://localhost:1/x/";
    assertEquals(List.of(place), mnist.from(place + IMAGES).mirrors());
    assertEquals(List.of(place), mnist.from("http://localhost:1/x").mirrors());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "endless, is longer than the",
    "truncated, broke off after",
    "wrong, has the MD5 checksum",
    "long, the published file has",
    "web-page, has 20 bytes",
    "stalled, no byte for",
    "silent, no answer for",
    "busy, status 503",
    "absent, status 404",
    "redirected-in-circles, status 302"
  })
  void aMirrorThatFailsIsNamedExplainedAndLeavesNothing(String behaviour, String because)
      throws Exception {
    String message = assertFails(of(mnist, behaviour), because);
    assertTrue(message.contains(server.mirror(behaviour) + IMAGES), message);
    assertTrue(message.contains("nothing was changed"), message);
    assertOnly(data);
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    var nowhere = new Installation(mnist.from("http://localhost:1/"), data, new Disk(), SHORT);
    assertFails(nowhere, "http://localhost:1/" + IMAGES);
    assertOnly(data);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"absent", "wrong", "truncated", "stalled", "busy"})
  void theNextMirrorIsTried(String behaviour) throws Exception {
    install(mnist, behaviour, "good");
    assertOnly(data, "mnist");
  }

  @Test
  void redirectsAreFollowed() throws Exception {
    install(mnist, "redirected");
    assertOnly(data, "mnist");
  }

  @Test
  void anInterruptedFileIsContinuedWhereItEnded() throws Exception {
    long half = Files.size(archives.resolve(IMAGES)) / 2;
    install(mnist, "truncated-once");
    assertAsked("/truncated-once/" + IMAGES + " bytes=" + half + "-");
  }

  @Test
  void whatAnEarlierRunLeftIsContinued() throws Exception {
    leave(Arrays.copyOf(Files.readAllBytes(archives.resolve(IMAGES)), 1_000));
    install(mnist, "good");
    assertAsked("/good/" + IMAGES + " bytes=1000-");
    assertOnly(data, "mnist");
  }

  @Test
  void aServerThatCannotContinueStartsOver() throws Exception {
    leave(Arrays.copyOf(Files.readAllBytes(archives.resolve(IMAGES)), 1_000));
    install(mnist, "without-range");
    assertOnly(data, "mnist");
  }

  @Test
  void wrongLeftoversAreFetchedAgain() throws Exception {
    leave(new byte[1_000]);
    install(mnist, "good");
    assertOnly(data, "mnist");
  }

  @Test
  void aDiskThatIsTooSmallIsNamedBeforeAnythingIsFetched() throws Exception {
    int before = server.requests().size();
    var small = new Installation(at(mnist, "good"), data, new SmallDisk(1_000, true), SHORT);
    assertFails(small, "MB of space");
    assertEquals(before, server.requests().size());
    assertOnly(data);
  }

  @ParameterizedTest(name = "after {0} bytes")
  @CsvSource({"1000", "1000000", "100000000"})
  void aDiskThatFillsUpIsNamedAndLeavesNothing(long room) throws Exception {
    var small = new Installation(at(cifar, "good"), data, new SmallDisk(room, false), SHORT);
    assertFails(small, "No space left on device");
    assertOnly(data);
  }

  @Test
  void aDamagedSetIsReplacedAndOnlyByASoundOne() throws Exception {
    Path old = Files.createDirectories(data.resolve("mnist")).resolve(IMAGES);
    Files.write(old, new byte[5]);
    assertFails(of(mnist, "wrong"), "MD5");
    assertEquals(5, Files.size(old));
    install(mnist, "good");
    assertEquals(-1, Files.mismatch(archives.resolve(IMAGES), old));
    assertOnly(data, "mnist");
  }

  @Test
  void aSetThatAKilledRunHadMovedAsideIsPutBack() throws Exception {
    Path aside = Files.createDirectories(data.resolve(".unfinished/mnist/previous"));
    Files.write(aside.resolve(IMAGES), new byte[5]);
    assertFails(of(mnist, "wrong"), "MD5");
    assertEquals(5, Files.size(data.resolve("mnist").resolve(IMAGES)));
    assertOnly(data, "mnist");
  }

  @Test
  void anArchiveOfSomethingElseIsRefused() throws Exception {
    PublishedSet other = BlankSets.archive(archives, "other/readme", 10);
    assertFails(of(other, "good"), "data_batch_1.bin");
    assertOnly(data);
  }

  @Test
  void twoAtATimeDoNotDisturbEachOther() throws Exception {
    Path lock = Files.createDirectories(data.resolve(".unfinished")).resolve("mnist.lock");
    try (var other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var held = other.lock();
      assertTrue(held.isValid());
      assertFails(of(mnist, "good"), "another process");
    }
  }

  @Test
  void theManifestOfTheKitListsEverySet() throws IOException {
    Manifest manifest = Manifest.read(Path.of("datasets/manifest.json"));
    assertEquals(
        List.of("mnist", "fashion-mnist", "cifar10"),
        manifest.sets().stream().map(s -> s.id()).toList());
    assertEquals(
        "c32a1d4ab5d03f1284b67883e8d87530", manifest.set("cifar10").files().getFirst().md5());
    for (PublishedSet set : manifest.sets()) {
      assertTrue(set.mirrors().stream().allMatch(m -> m.endsWith("/")), set.toString());
      assertTrue(set.files().stream().allMatch(f -> f.bytes() > 0 && f.md5().length() == 32));
    }
    assertThrows(IllegalArgumentException.class, () -> manifest.set("imagenet"));
  }

  private Installation of(PublishedSet set, String... behaviours) {
    boolean quiet = Arrays.stream(behaviours).anyMatch(List.of("stalled", "silent")::contains);
    Patience patience = quiet ? SHORTEST : SHORT;
    return new Installation(at(set, behaviours), data, new Disk(), patience);
  }

  private void install(PublishedSet set, String... behaviours) throws Exception {
    of(set, behaviours).run(new DownloadProgress() {});
  }

  private static PublishedSet at(PublishedSet set, String... behaviours) {
    List<String> mirrors = Arrays.stream(behaviours).map(server::mirror).toList();
    return new PublishedSet(
        set.id(),
        set.title(),
        set.folder(),
        set.packed(),
        mirrors,
        set.files(),
        set.unpackedBytes(),
        set.contents());
  }

  private void leave(byte[] part) throws IOException {
    Files.write(Files.createDirectories(data.resolve(".unfinished/mnist")).resolve(IMAGES), part);
  }

  private static void assertAsked(String request) {
    assertTrue(server.requests().contains(request), server.requests().toString());
  }

  private static String assertFails(Installation installation, String because) {
    var error = assertThrows(IOException.class, () -> installation.run(new DownloadProgress() {}));
    assertTrue(error.getMessage().contains(because), error.getMessage());
    return error.getMessage();
  }

  private static void assertOnly(Path folder, String... names) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(
          List.of(names), all.map(path -> path.getFileName().toString()).sorted().toList());
    }
    assertFalse(Files.exists(folder.resolve(".unfinished")));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
