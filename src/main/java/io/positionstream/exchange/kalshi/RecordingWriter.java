package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.Recording.Header;
import io.positionstream.exchange.kalshi.Recording.Input;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;

/**
 * Writes one recording on a thread of its own, compressed if its name ends in {@code .gz}, and
 * flushes whenever it has caught up: a killed process leaves a file that can be read up to there.
 * Only its owner may read the file. For one caller at a time, who never waits.
 */
final class RecordingWriter {

  private static final Logger LOG = Logger.getLogger(RecordingWriter.class);

  /** Characters that may wait for the disk. */
  static final long MOST_WAITING = 32L << 20;

  private static final String LAST = "";

  private final Path file;
  private final long most;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final Thread thread;
  private volatile boolean broken;
  private long size;

  /** Whether there is room for another line. */
  enum Room {
    ENOUGH("there is"),
    FILE_FULL("the file is full"),
    TOO_SLOW("the disk is too slow"),
    BROKEN("the file cannot be written");

    private final String why;

    Room(String why) {
      this.why = why;
    }

    /** Why the recording ends, for people. */
    String why() {
      return why;
    }
  }

  /**
   * @param most characters of a recording
   * @throws IOException if the file exists, or cannot be made
   */
  RecordingWriter(Path file, long most, Header header) throws IOException {
    this.file = file;
    this.most = most;
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    OutputStream raw = Files.newOutputStream(file);
    OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, true) : raw;
    put(json(header));
    this.thread = Thread.ofPlatform().daemon().name("recording").start(() -> write(out));
  }

  /** Takes a line if there is room for it. */
  Room add(Input input) {
    String line = json(input);
    Room room = room(line.length());
    if (room == Room.ENOUGH) {
      put(line);
    }
    return room;
  }

  /** Takes these lines, however little room there is, and nothing after them. */
  void end(Input... last) {
    for (Input input : last) {
      put(json(input));
    }
    lines.add(LAST);
  }

  /** Waits until all is written. */
  void join() throws InterruptedException {
    thread.join();
  }

  private Room room(int length) {
    if (broken) {
      return Room.BROKEN;
    }
    if (size + length > most) {
      return Room.FILE_FULL;
    }
    return waiting.get() + length > MOST_WAITING ? Room.TOO_SLOW : Room.ENOUGH;
  }

  private void put(String line) {
    size += line.length();
    waiting.addAndGet(line.length());
    lines.add(line);
  }

  private void write(OutputStream stream) {
    try (Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.take(); !line.equals(LAST); line = lines.take()) {
        out.write(line);
        out.write('\n');
        waiting.addAndGet(-line.length());
        if (lines.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      broken = true;
      lines.clear();
      LOG.warnf("recording ended file=%s reason=%s", file.getFileName(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String json(Object line) {
    try {
      return Recording.JSON.writeValueAsString(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
