package dev.keystile.spring.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.keystile.spring.sample.Browser.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds requests and answers against the OpenAPI document: a path, method and status that it does not have, a body that is
 * not as its schema says, or a successful request that is not, fails the test. It remembers what was seen of it.
 */
public final class OpenApiContract implements Consumer<Exchange> {

    private static final String LOCATION = "https://example.com/openapi.json";

    private final String base;
    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** @param openApi the document as served */
    public OpenApiContract(String openApi) {
        this.document = JsonMapper.builder().build().readTree(openApi);
        this.base = document.at("/servers/0/url").asString();
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, openApi)));
    }

    public JsonNode document() {
        return document;
    }

    /** Each {@code POST /path 200 [code]} that was seen. */
    public Set<String> seen() {
        return new TreeSet<>(seen);
    }

    /** Each {@code POST /path 200} or {@code POST /path 403 code} that the document has. */
    public Set<String> described() {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                for (Map.Entry<String, JsonNode> status :
                        method.getValue().get("responses").properties()) {
                    String line = method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey() + " "
                            + status.getKey();
                    List<String> codes = codes(resolve(status.getValue()));
                    if (codes.isEmpty()) {
                        described.add(line);
                    }
                    codes.forEach(code -> described.add(line + " " + code));
                }
            }
        }
        return described;
    }

    private static List<String> codes(JsonNode response) {
        List<String> codes = new ArrayList<>();
        response.at("/content/application~1problem+json/schema/properties/code/enum")
                .forEach(code -> codes.add(code.asString()));
        return codes;
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode ref = node.get("$ref");
        return ref == null ? node : document.at(ref.asString().substring(1));
    }

    @Override
    public void accept(Exchange exchange) {
        if (!exchange.path().startsWith(base)) {
            return;
        }
        String path = template(exchange.path().substring(base.length()));
        String method = exchange.method().name().toLowerCase(java.util.Locale.ROOT);
        JsonNode operation = document.at("/paths/" + path.replace("/", "~1") + "/" + method);
        int status = exchange.reply().status();
        if (operation.isMissingNode()) {
            assertThat(exchange.reply().code())
                    .isIn("not-found", "method-not-allowed", "cross-origin-request", "request-rejected");
            return;
        }
        String pointer = "/paths/" + path.replace("/", "~1") + "/" + method;
        JsonNode response = operation.at("/responses/" + status);
        assertThat(response.isMissingNode())
                .as(
                        "%s %s answers %d %s, which is not described",
                        method, path, status, exchange.reply().body())
                .isFalse();
        String responsePointer = response.get("$ref") == null
                ? pointer + "/responses/" + status
                : response.get("$ref").asString().substring(1);
        String line = method.toUpperCase(java.util.Locale.ROOT) + " " + path + " " + status;
        String body = exchange.reply().body();
        JsonNode content = resolve(response).get("content");
        if (content == null) {
            assertThat(body).isEmpty();
            seen.add(line);
            return;
        }
        String type = Objects.requireNonNull(exchange.reply().response().getContentType());
        assertThat(content.has(type)).as("%s is of type %s", line, type).isTrue();
        valid(responsePointer + "/content/" + type.replace("/", "~1") + "/schema", body, line);
        if (status < 300 && operation.has("requestBody")) {
            valid(
                    pointer + "/requestBody/content/application~1json/schema",
                    exchange.requestBody(),
                    line + " (request)");
        }
        seen.add(status < 400 ? line : line + " " + exchange.reply().code());
    }

    private String template(String path) {
        @Nullable String only = path.matches("/passkeys/[^/]+") ? "/passkeys/{id}" : null;
        return only == null ? path : only;
    }

    private void valid(String pointer, String json, String what) {
        Schema schema = compiled.computeIfAbsent(
                pointer,
                at -> schemas.getSchema(SchemaLocation.of(
                        LOCATION + "#" + at.replace("{", "%7B").replace("}", "%7D"))));
        List<Error> errors = schema.validate(
                json,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors).as("%s: %s", what, json).isEmpty();
    }
}
