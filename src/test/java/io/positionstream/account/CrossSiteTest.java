package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrossSiteTest {

  @Test
  void believesTheBrowserFirst() {
    assertThat(CrossSite.forges("POST", "same-origin", null, "h")).isFalse();
    assertThat(CrossSite.forges("POST", "none", null, "h")).isFalse();
    assertThat(CrossSite.forges("POST", "cross-site", "https://h", "h")).isTrue();
    assertThat(CrossSite.forges("DELETE", "same-site", "https://h", "h")).isTrue();
  }

  @Test
  void comparesOriginsOfOlderBrowsers() {
    assertThat(CrossSite.forges("POST", null, "https://h:8443", "h:8443")).isFalse();
    assertThat(CrossSite.forges("POST", null, "https://evil", "h")).isTrue();
    assertThat(CrossSite.forges("POST", null, "https://h.evil", "h")).isTrue();
    assertThat(CrossSite.forges("POST", null, "null", "h")).isTrue();
    assertThat(CrossSite.forges("POST", null, "not an origin", "h")).isTrue();
  }

  @Test
  void letsReadsAndProgramsPass() {
    assertThat(CrossSite.forges("GET", "cross-site", "https://evil", "h")).isFalse();
    assertThat(CrossSite.forges("POST", null, null, "h")).isFalse();
  }
}
