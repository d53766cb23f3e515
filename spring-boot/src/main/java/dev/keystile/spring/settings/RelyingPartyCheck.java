package dev.keystile.spring.settings;

import dev.keystile.spring.settings.InvalidSettingsException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what browsers would refuse, or never send, in a relying party's settings, and says what to write instead. A
 * ceremony would fail on each of these anyway, but for everybody, later, and without a word why.
 */
final class RelyingPartyCheck {

    private static final String ID = "keystile.relying-party.id";
    private static final String NAME = "keystile.relying-party.name";
    private static final String ORIGINS = "keystile.relying-party.origins";
    private static final int MAXIMUM_NAME_LENGTH = 64;

    /**
     * The best-known public suffixes of two labels. Browsers have the whole list; this is to save the afternoon of
     * whoever takes the hosting company's domain for their own.
     */
    private static final Set<String> PUBLIC_SUFFIXES = Set.of(
            "ac.uk",
            "co.uk",
            "gov.uk",
            "org.uk",
            "com.au",
            "net.au",
            "org.au",
            "co.nz",
            "co.jp",
            "ne.jp",
            "or.jp",
            "co.kr",
            "com.br",
            "com.cn",
            "com.mx",
            "com.tr",
            "com.tw",
            "com.sg",
            "com.hk",
            "co.in",
            "co.za",
            "co.il",
            "co.id",
            "appspot.com",
            "azurewebsites.net",
            "cloudfront.net",
            "firebaseapp.com",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "herokuapp.com",
            "netlify.app",
            "ngrok.app",
            "ngrok.io",
            "onrender.com",
            "pages.dev",
            "trycloudflare.com",
            "vercel.app",
            "web.app",
            "workers.dev");

    private final String id;
    private final List<WebAddress> webOrigins;

    private RelyingPartyCheck(String id, List<String> origins) {
        this.id = id;
        this.webOrigins =
                origins.stream().map(WebAddress::of).flatMap(Optional::stream).toList();
    }

    /** Everything that is wrong, the id's faults first; nothing when it can work. */
    static List<Fault> faults(String id, String name, List<String> origins) {
        RelyingPartyCheck check = new RelyingPartyCheck(id, origins);
        List<Fault> faults = new ArrayList<>();
        check.idFault().ifPresent(faults::add);
        boolean idIsKnown = faults.isEmpty();
        nameFault(name).ifPresent(faults::add);
        faults.addAll(originFaults(origins));
        if (idIsKnown && faults.isEmpty()) {
            faults.addAll(check.misfits());
        }
        return faults;
    }

    private Optional<Fault> idFault() {
        if (id.isBlank()) {
            return Optional.of(new Fault(
                    ID,
                    "",
                    "is not set",
                    "Set " + ID
                            + " to the domain that passkeys shall belong to, such as example.com, or to localhost for"
                            + " development"));
        }
        String host = WebAddress.of(id.contains("://") ? id : "https://" + id)
                .map(WebAddress::host)
                .orElse(id);
        if (HostName.isIpAddress(host) || HostName.isBareIpv6Address(id)) {
            return Optional.of(idFault(
                    "is an IP address, to which passkeys cannot belong",
                    "Set " + ID + " to a domain name, or to localhost for development"));
        }
        String plain = HostName.canonical(host);
        if (!HostName.isDomain(plain)) {
            return Optional.of(idFault(
                    "is not a domain name",
                    "Set " + ID + " to the domain that passkeys shall belong to, such as example.com"));
        }
        if (!plain.equals(id)) {
            return Optional.of(idFault(
                    "is not the bare domain name, in lower case and ASCII, that browsers compare with",
                    "Set " + ID + " to " + plain));
        }
        if (isPublicSuffix()
                && webOrigins.stream().noneMatch(origin -> origin.host().equals(id))) {
            return Optional.of(idFault(
                    "is a public suffix, under which anybody can have a domain; browsers make no passkeys for all of it",
                    "Set " + ID + " to your own domain below ." + id));
        }
        return Optional.empty();
    }

    private boolean isPublicSuffix() {
        return !id.contains(".") && !id.equals("localhost") || PUBLIC_SUFFIXES.contains(id);
    }

    private Fault idFault(String problem, String remedy) {
        return new Fault(ID, id, problem, remedy);
    }

    private static Optional<Fault> nameFault(String name) {
        if (name.length() > MAXIMUM_NAME_LENGTH || !name.isEmpty() && name.isBlank() || !isText(name)) {
            return Optional.of(new Fault(
                    NAME,
                    name,
                    "is blank, longer than " + MAXIMUM_NAME_LENGTH
                            + " characters or has control characters, which authenticators do not show",
                    "Set " + NAME + " to the short name of your service"));
        }
        return Optional.empty();
    }

    private static boolean isText(String name) {
        return name.codePoints()
                .noneMatch(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE);
    }

    private static List<Fault> originFaults(List<String> origins) {
        List<Fault> faults = new ArrayList<>();
        if (origins.isEmpty()) {
            faults.add(new Fault(
                    ORIGINS,
                    "",
                    "is not set",
                    "Set " + ORIGINS + " to where your pages are served, such as https://example.com, or"
                            + " http://localhost:8080 for development"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < origins.size(); i++) {
            String property = ORIGINS + "[" + i + "]";
            String origin = origins.get(i);
            OriginCheck.fault(property, origin).ifPresent(faults::add);
            if (!seen.add(origin)) {
                faults.add(new Fault(
                        property, origin, "is there twice", "Remove one of the two " + origin + " from " + ORIGINS));
            }
        }
        return faults;
    }

    /** The origins at which browsers refuse the id; all of them at once when it fits none. */
    private List<Fault> misfits() {
        List<WebAddress> misfits =
                webOrigins.stream().filter(origin -> !covers(origin.host())).toList();
        if (!misfits.isEmpty() && misfits.size() == webOrigins.size()) {
            return List.of(idFault(
                    "fits none of the origins: it must be the host of each of them, or a domain above it",
                    "Set " + ID + " to " + misfits.get(0).host() + ", or " + ORIGINS + " to https://" + id));
        }
        return misfits.stream()
                .map(origin -> new Fault(
                        ORIGINS,
                        origin.text(),
                        "is neither at " + id + " nor below it, so browsers refuse the passkeys of " + id + " there",
                        "Remove " + origin.text() + " from " + ORIGINS + ", or set " + ID
                                + " to a domain that all origins share"))
                .toList();
    }

    private boolean covers(String host) {
        return host.equals(id) || host.endsWith("." + id);
    }
}
