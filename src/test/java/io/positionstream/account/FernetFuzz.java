package io.positionstream.account;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.positionstream.fuzz.Splice;

/** The same as in {@link SecretsFuzzTest}, guided by coverage; see profile {@code deep}. */
class FernetFuzz {

  @FuzzTest(maxDuration = "5m")
  void decrypt(FuzzedDataProvider input) {
    SecretsFuzzTest.decrypt(Splice.into(SecretsFuzzTest.SEALS, input));
  }
}
