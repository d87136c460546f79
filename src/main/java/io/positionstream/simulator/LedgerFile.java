package io.positionstream.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The ledger on disk: one JSON line per entry, appended only. A line is handed to the operating
 * system before {@link #append} returns, so it outlives the process; a line torn by its death is
 * cut off at the next start, and was never shown to anybody.
 */
@RegisterForReflection(
    targets = {
      CashKind.class,
      Contracts.class,
      Dollars.class,
      Execution.class,
      KeyType.class,
      LedgerEntry.class,
      ListedEvent.class,
      Listing.class,
      Price.class,
      Quote.class,
      Result.class,
      Side.class,
      Verdict.class
    })
final class LedgerFile implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LedgerFile.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private static final ObjectWriter WRITER = JSON.writerFor(LedgerEntry.class);
  private static final ObjectReader READER = JSON.readerFor(LedgerEntry.class);

  private final Path path;
  private final FileChannel channel;

  private LedgerFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the file, or makes it, and hands every entry in it to {@code replay}. Blocks.
   *
   * @throws IllegalStateException when a line that was completely written cannot be read
   */
  static LedgerFile open(Path path, Consumer<LedgerEntry> replay) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException("another process uses the ledger " + path);
      }
      LedgerFile ledger = new LedgerFile(path, channel);
      ledger.replay(replay);
      return ledger;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Writes one entry at the end. */
  void append(LedgerEntry entry) {
    try {
      ByteBuffer line =
          ByteBuffer.wrap(
              (WRITER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger " + path, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void replay(Consumer<LedgerEntry> replay) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int start = 0;
    int line = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        replay.accept(parse(new String(bytes, start, i - start, StandardCharsets.UTF_8), line++));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      LOG.warnf("Cut off a torn last line: ledger=%s bytes=%d", path, bytes.length - start);
      channel.truncate(start);
    }
    channel.position(start);
  }

  private LedgerEntry parse(String text, int line) {
    try {
      return READER.readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "line " + line + " of the ledger " + path + " is not an entry", e);
    }
  }
}
