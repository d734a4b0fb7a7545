package dev.halley.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.halley.standalone.RunningHalley;
import dev.halley.testkit.documents.Document;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every {@code curl} line that the documents show gets the answer of a request that is right. */
@Timeout(60)
class DocumentedCurlIT {
    private static final Map<Integer, String> SERVED_AT =
            Map.of(3110, "management", 3111, "logic.rest");

    @RegisterExtension static final RunningHalley HALLEY = new RunningHalley();

    @TestFactory
    Stream<DynamicTest> works() {
        List<DynamicTest> tests =
                Document.all().stream()
                        .flatMap(
                                document ->
                                        document.shellLines().stream()
                                                .filter(line -> line.startsWith("curl "))
                                                .map(line -> test(document, line)))
                        .toList();
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static DynamicTest test(Document document, String line) {
        return dynamicTest(
                document + ": " + line,
                () -> {
                    HttpResponse<String> answer = HALLEY.send(request(Document.words(line)));
                    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
                    assertThat(answer.body()).doesNotContain("\"code\":-");
                });
    }

    /** What curl sends for these words; one it does not know fails the test. */
    private static HttpRequest request(List<String> words) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-d" ->
                        request.POST(BodyPublishers.ofString(words.get(++i)))
                                .header("Content-Type", "application/x-www-form-urlencoded");
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.setHeader(header[0], header[1]);
                }
                case "-X" -> request.method(words.get(++i), BodyPublishers.noBody());
                default -> request.uri(here(URI.create(words.get(i))));
            }
        }
        return request.build();
    }

    private static URI here(URI documented) {
        int port = HALLEY.port(SERVED_AT.get(documented.getPort()));
        return URI.create(documented.toString().replace(":" + documented.getPort(), ":" + port));
    }
}
