package dev.keystile.server.pages;

import dev.keystile.inspect.Inspection;
import dev.keystile.inspect.Inspector;
import dev.keystile.inspect.Kind;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Shows what a WebAuthn object holds, as {@code keystile inspect} does. What is sent here is kept in memory until it is answered,
 * and reaches neither the database nor a log.
 */
@Controller
@ConditionalOnBooleanProperty(name = "keystile.inspect.enabled", matchIfMissing = true)
class InspectPage {

    /** Metadata statements with their pictures are the largest objects that people have reason to paste. */
    private static final int MOST_BYTES = 256 * 1024;

    /** What somebody wants to see. */
    private record Question(String text, ByteString bytes, Optional<Kind> kind) {}

    @GetMapping("/inspect")
    String form(Model model) {
        return page(model);
    }

    @PostMapping(path = "/inspect", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String inspect(HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            answer(question(request), response, model);
        } catch (IllegalStateException | ServletException | IOException e) {
            // Whatever the container says of parts that are too large, too many or cut off. None of it is our failure.
            refuse(model, response, "unreadable");
        }
        return page(model);
    }

    private static String page(Model model) {
        model.addAttribute("here", "inspect");
        model.addAttribute("kinds", Kind.values());
        return "inspect";
    }

    private static Question question(HttpServletRequest request) throws ServletException, IOException {
        ByteString text = bytes(request, "text");
        ByteString file = bytes(request, "file");
        Optional<Kind> kind = Kind.named(text(bytes(request, "as")));
        return new Question(text(text), file.isEmpty() ? text : file, kind);
    }

    private static ByteString bytes(HttpServletRequest request, String name) throws ServletException, IOException {
        Part part = request.getPart(name);
        if (part == null) {
            return ByteString.empty();
        }
        try (InputStream in = part.getInputStream()) {
            return ByteString.copyOf(in.readNBytes(MOST_BYTES + 1));
        }
    }

    private static String text(ByteString bytes) {
        try {
            return bytes.toUtf8();
        } catch (MalformedException e) {
            return "";
        }
    }

    private static void answer(Question question, HttpServletResponse response, Model model) {
        model.addAttribute("text", question.text());
        model.addAttribute("asked", question.kind().map(Kind::word).orElse(""));
        if (question.bytes().isEmpty()) {
            refuse(model, response, "empty");
        } else if (question.bytes().length() > MOST_BYTES) {
            model.addAttribute("text", "");
            refuse(model, response, "unreadable");
        } else {
            Optional<Inspection> found = question.kind()
                    .map(kind -> Inspector.inspect(question.bytes(), kind))
                    .orElseGet(() -> Inspector.inspect(question.bytes()));
            found.ifPresentOrElse(
                    inspection -> {
                        model.addAttribute("inspection", inspection);
                        model.addAttribute(
                                "nodes", SeenNode.of(inspection.view().nodes()));
                    },
                    () -> refuse(model, response, "nothing"));
        }
    }

    private static void refuse(Model model, HttpServletResponse response, String reason) {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        model.addAttribute("refusal", reason);
    }
}
