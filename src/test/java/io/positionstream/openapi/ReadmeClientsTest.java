package io.positionstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients in the README are the files that DemoIT runs. */
class ReadmeClientsTest {

  @ParameterizedTest
  @CsvSource({"follow.sh,bash", "follow.mjs,js", "follow.py,python", "Follow.java,java"})
  void theReadmeQuotesTheExample(String file, String language) throws IOException {
    String example = Files.readString(Path.of("src/test/clients", file));

    assertThat(Files.readString(Path.of("README.md")))
        .contains("```" + language + "\n" + example + "```\n");
  }
}
