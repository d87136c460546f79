package io.positionstream.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a simulator finds on disk when it starts.
 *
 * @param books everything the ledger tells, up to now
 * @param ledger open for more
 */
record SimulatorHome(
    Books books,
    LedgerFile ledger,
    TapeBookmark bookmark,
    Optional<TapeBookmark.Place> place,
    DemoKey demoKey,
    TapeRecording recording) {

  /** Reads the directory, or makes it. Blocks. */
  static SimulatorHome open(Path directory) throws IOException {
    Files.createDirectories(directory);
    DemoKey demoKey = DemoKey.in(directory);
    TapeRecording recording = TapeRecording.load();
    TapeBookmark bookmark = new TapeBookmark(directory.resolve("tape.json"));
    Optional<TapeBookmark.Place> place = bookmark.read();
    Books books = new Books();
    LedgerFile ledger = LedgerFile.open(directory.resolve("ledger.jsonl"), books::apply);
    return new SimulatorHome(books, ledger, bookmark, place, demoKey, recording);
  }

  /** Forgets everything that happened; the demo account keeps its key. Blocks. */
  static void clear(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve("tape.json"));
    Files.deleteIfExists(directory.resolve("ledger.jsonl"));
  }
}
