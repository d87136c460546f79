package io.positionstream.account;

import io.positionstream.configuration.HomeConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Makes the vault and the session tokens from the service's secrets, before anything starts. */
class ServiceSecrets {

  @Produces
  @Singleton
  Vault vault(SecretsConfig config, HomeConfig home, Clock clock) {
    return new Vault(
        keys(config, home)
            .base64("ENCRYPTION_SECRET_KEY", config.encryptionKeys(), config.encryptionKeysFile()),
        clock,
        new SecureRandom());
  }

  @Produces
  @Singleton
  SessionTokens tokens(SecretsConfig config, SessionConfig session, HomeConfig home, Clock clock) {
    return new SessionTokens(
        keys(config, home).text("JWT_SECRET_KEY", config.jwtKeys(), config.jwtKeysFile()),
        session.issuer(),
        clock);
  }

  /** Both are read now: a bad key stops the start, not the first login. */
  void check(@Observes @Priority(0) StartupEvent start, Vault vault, SessionTokens tokens) {}

  private static SecretKeys keys(SecretsConfig config, HomeConfig home) {
    boolean generated = LaunchMode.current() != LaunchMode.NORMAL || config.generated();
    return new SecretKeys(
        generated ? Optional.of(home.home().resolve("secrets")) : Optional.empty(),
        new SecureRandom());
  }
}
