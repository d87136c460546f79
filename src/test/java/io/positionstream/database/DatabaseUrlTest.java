package io.positionstream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.database.DatabaseUrl.Login;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @Test
  void drivesBothDriversFromOneAddress() {
    DatabaseUrl url =
        DatabaseUrl.parse("V", "postgresql://ada:pw@db.example:6432/p?sslmode=require", Login.NONE);

    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6432/p?sslmode=require");
    assertThat(url.reactive())
        .isEqualTo("vertx-reactive:postgresql://db.example:6432/p?sslmode=require");
    assertThat(url.user()).isEqualTo("ada");
    assertThat(url.password()).contains("pw");
  }

  @Test
  void decodesUserAndPassword() {
    DatabaseUrl url = DatabaseUrl.parse("V", "postgres://a%40b:p%2F%3A+%40w@h/db\n", Login.NONE);

    assertThat(url.user()).isEqualTo("a@b");
    assertThat(url.password()).contains("p/:+@w");
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://h:5432/db");
  }

  @Test
  void readsIpV6HostsAndUsersWithoutPassword() {
    DatabaseUrl url = DatabaseUrl.parse("V", "postgresql://ada@[::1]:5433/db", Login.NONE);

    assertThat(url.reactive()).isEqualTo("vertx-reactive:postgresql://[::1]:5433/db");
    assertThat(url.password()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:s3cret@h/db",
        "postgresql://u:s3cret@h",
        "postgresql://u:s3cret@h/",
        "postgresql://:s3cret@h/db",
        "postgresql://h/db?s3cret",
        "postgresql://u:s3cret#x@h/db",
        "postgresql://u:s3cret %@h/db",
        "s3cret"
      })
  void refusesWhatIsNoAddressNamingTheVariableOnly(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", text, Login.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("DATABASE_URL ")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pa/ss", "p@ss", "p%40", "p:#?+ &$"})
  void whatIsSaidBesideTheAddressNeedsNoEncoding(String password) {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "V",
            "postgresql://postgres:5432/db",
            new Login(Optional.of("position@stream"), Optional.of(password)));

    assertThat(url.user()).isEqualTo("position@stream");
    assertThat(url.password()).contains(password);
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://postgres:5432/db");
    assertThat(url.reactive()).isEqualTo("vertx-reactive:postgresql://postgres:5432/db");
  }

  @Test
  void whatIsSaidBesideTheAddressTakesThePlaceOfWhatStandsThere() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "V", "postgresql://ada:old@h/db", new Login(Optional.empty(), Optional.of("new")));

    assertThat(url.user()).isEqualTo("ada");
    assertThat(url.password()).contains("new");
    assertThat(new Login(Optional.of("ada"), Optional.of("s3cret")).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void hidesThePassword() {
    assertThat(
            DatabaseUrl.parse("V", "postgresql://u:s3cret@h/db?password=s3cret", Login.NONE)
                .toString())
        .isEqualTo("DatabaseUrl[h:5432/db]");
  }
}
