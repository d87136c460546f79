package io.positionstream.exchange;

import java.io.IOException;
import java.nio.file.Path;

/** What was once written down of lines to an exchange, to be gone through again. */
public interface Recordings {

  /**
   * Opens a recording; nothing of it is played yet.
   *
   * @throws IOException if it cannot be read, or is none
   */
  Replay open(Path file) throws IOException;
}
