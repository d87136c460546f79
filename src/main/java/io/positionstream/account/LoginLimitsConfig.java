package io.positionstream.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often logins may be tried. Nothing here concerns sessions that exist. */
@ConfigMapping(prefix = "login-limits")
interface LoginLimitsConfig {

  /** Attempts of one client address (IPv6: of one /64) in a row, before its minute counts. */
  @WithDefault("60")
  int addressBurst();

  /** Attempts a client address is granted anew each minute. */
  @WithDefault("60")
  int addressPerMinute();

  /** Attempts with one key id in a row, from wherever they come. */
  @WithDefault("20")
  int keyBurst();

  /** Attempts a key id is granted anew each minute. */
  @WithDefault("20")
  int keyPerMinute();

  /** Refused attempts of one key id from one address after which it is locked. */
  @WithDefault("5")
  int keyLockAfter();

  /** Refused attempts of one address, with whatever key ids, after which it is locked. */
  @WithDefault("30")
  int addressLockAfter();

  /** The first lock; each further refusal doubles it. */
  @WithDefault("2s")
  Duration firstLock();

  /** No lock is longer; refusals are forgotten four times as long after the last one. */
  @WithDefault("15m")
  Duration longestLock();

  /** Logins that may parse keys and sign requests at the same time; others are told to wait. */
  @WithDefault("8")
  int atOnce();

  /** Addresses and key ids remembered; beyond it the least used are forgotten. */
  @WithDefault("50000")
  int remembered();
}
