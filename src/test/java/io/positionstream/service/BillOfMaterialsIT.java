package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** What the build says that the service is made of. */
@Execution(CONCURRENT)
class BillOfMaterialsIT {

  @Test
  void listsEveryComponentWithAFixedVersion() throws Exception {
    JsonObject bill =
        new JsonObject(Files.readString(Path.of("target", "position-stream-sbom.json")));

    List<JsonObject> components =
        bill.getJsonArray("components").stream().map(JsonObject.class::cast).toList();

    assertThat(bill.getString("bomFormat")).isEqualTo("CycloneDX");
    assertThat(components)
        .extracting(component -> component.getString("name"))
        .contains("quarkus-rest", "bcpkix-jdk18on", "pcollections", "quarkus-smallrye-jwt")
        .doesNotContain("assertj-core", "jazzer-junit");
    assertThat(components)
        .extracting(component -> component.getString("version"))
        .allSatisfy(
            version ->
                assertThat(version)
                    .isNotBlank()
                    .doesNotContain("SNAPSHOT", "[", "(", ",", "LATEST", "RELEASE"));
  }
}
