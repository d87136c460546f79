package io.positionstream.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.positionstream.journal.FactReader.Place;
import io.positionstream.web.Problem.Violation;
import io.positionstream.web.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.common.util.MultivaluedTreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {

  private static final Instant NOON = Instant.parse("2026-07-06T12:00:00.123456Z");

  @Test
  void withoutAnythingItIsTheNewestHundred() {
    assertThat(Paging.of(query()))
        .isEqualTo(
            new Paging(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100));
  }

  @Test
  void readsEveryFilter() {
    Paging paging =
        Paging.of(
            query(
                "ticker",
                "KXRAIN-1-A",
                "event",
                "KXRAIN-1",
                "from",
                "2026-07-06T12:00:00Z",
                "to",
                "2026-07-06T14:00:00+02:00",
                "limit",
                "500"));

    assertThat(paging.ticker()).contains("KXRAIN-1-A");
    assertThat(paging.event()).contains("KXRAIN-1");
    assertThat(paging.from()).isEqualTo(paging.to());
    assertThat(paging.limit()).isEqualTo(500);
  }

  @Test
  void aCursorNamesThePlaceToTheMicrosecond() {
    Place place = new Place(NOON, "a trade with spaces");

    assertThat(Paging.of(query("cursor", Paging.cursor(place))).after()).contains(place);
  }

  @ParameterizedTest
  @CsvSource({
    "limit,0",
    "limit,501",
    "limit,-1",
    "limit,ten",
    "limit,1e2",
    "limit,99999999999",
    "cursor,nonsense",
    "cursor,%%%",
    "cursor,MSBub3cgeA",
    "ticker,' '",
    "event,''",
    "from,yesterday",
    "from,2026-07-06",
    "to,2026-07-06T12:00:00",
    "to,+999999-01-01T00:00:00Z"
  })
  void namesTheFieldThatIsWrong(String field, String value) {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> Paging.of(query(field, value)));

    assertThat(problem.problem().violations()).extracting(Violation::field).containsExactly(field);
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class,
            () -> Paging.of(query("limit", "0", "from", "x", "to", "y", "to", "z")));

    assertThat(problem.problem().violations())
        .extracting(Violation::field)
        .containsExactly("from", "to", "limit");
  }

  @Test
  void thereIsANextPageExactlyWhenThereIsMore() {
    Paging paging = Paging.of(query("limit", "2"));
    List<Integer> three = IntStream.range(0, 3).boxed().toList();

    assertThat(paging.query().limit()).isEqualTo(3);
    assertThat(paging.page(three, PagingTest::place).rows()).containsExactly(0, 1);
    assertThat(paging.page(three, PagingTest::place).nextCursor())
        .contains(Paging.cursor(place(1)));
    assertThat(paging.page(three.subList(0, 2), PagingTest::place).nextCursor()).isEmpty();
  }

  private static Place place(int number) {
    return new Place(NOON.minusSeconds(number), "t" + number);
  }

  private static UriInfo query(String... pairs) {
    MultivaluedTreeMap<String, String> query = new MultivaluedTreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      query.add(pairs[i], pairs[i + 1]);
    }
    return (UriInfo)
        Proxy.newProxyInstance(
            UriInfo.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (self, method, args) -> query);
  }
}
