package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

  @Test
  void onHttpsItIsBoundToThisHostAlone() {
    String cookie = set("__Host-session", "https");

    assertThat(cookie)
        .startsWith("__Host-session=token")
        .containsIgnoringCase("Secure")
        .containsIgnoringCase("HttpOnly")
        .contains("Path=/", "SameSite=Strict")
        .doesNotContainIgnoringCase("Domain");
  }

  @Test
  void onPlainHttpItIsNotSecureSinceItWouldNotComeBack() {
    assertThat(set("session", "http")).doesNotContainIgnoringCase("Secure");
  }

  private static String set(String name, String scheme) {
    List<Cookie> added = new ArrayList<>();
    HttpServerRequest request =
        answering(HttpServerRequest.class, Map.of("isSSL", false, "scheme", scheme), added);
    HttpServerResponse response = answering(HttpServerResponse.class, Map.of(), added);
    RoutingContext context =
        answering(RoutingContext.class, Map.of("request", request, "response", response), added);
    new SessionCookie(config(name)).set(context, "token");
    return added.getFirst().encode();
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers, List<Cookie> added) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("addCookie")) {
                added.add((Cookie) arguments[0]);
                return self;
              }
              return answers.get(method.getName());
            }));
  }

  private static SessionConfig config(String name) {
    return (SessionConfig)
        Proxy.newProxyInstance(
            SessionConfig.class.getClassLoader(),
            new Class<?>[] {SessionConfig.class},
            (self, method, arguments) -> method.getName().equals("cookieName") ? name : 24);
  }
}
