package io.positionstream.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads all settings before anybody uses one. It is no source: being asked for sources is only the
 * earliest moment at which values can be looked at, before they are converted and a mistake is told
 * in the words of a library, without the name of the variable.
 */
public final class StartCheck implements ConfigSourceFactory {

  /**
   * @throws ConfigurationException with every mistake; it ends the start with its message alone
   */
  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    List<String> problems = new ArrayList<>(Settings.unknown(context.getProfiles()));
    problems.addAll(
        Settings.problems(
            key -> {
              var value = context.getValue(key);
              return value == null || value.getValue() == null && value.getRawValue() == null
                  ? null
                  : value;
            }));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          "The configuration is not valid:\n  " + String.join("\n  ", problems));
    }
    return List.of();
  }
}
