package dev.keystile.benchmarks.webauthn;

import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Ceremony;
import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Contestant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is measured.
 *
 * @param rounds how often each contestant gets a fresh JVM
 * @param jvmOptions options of those JVMs
 */
record LibrarySettings(
        int rounds,
        Set<Ceremony> ceremonies,
        Set<CryptoProvider> providers,
        Set<Contestant> contestants,
        List<String> jvmOptions) {

    private static final int ROUNDS = 3;

    /**
     * Reads the words of a command line: a number is that of the rounds, {@value #ROUNDS} unless told; what starts with a hyphen is
     * an option for the measured JVMs; the name of a ceremony, a provider or a contestant, such as {@code registration-packed},
     * limits the run to the ones of its kind that are named.
     *
     * @throws IllegalArgumentException for any other word
     */
    static LibrarySettings of(String... words) {
        int rounds = ROUNDS;
        Set<Ceremony> ceremonies = EnumSet.noneOf(Ceremony.class);
        Set<CryptoProvider> providers = EnumSet.noneOf(CryptoProvider.class);
        Set<Contestant> contestants = EnumSet.noneOf(Contestant.class);
        List<String> jvmOptions = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("-")) {
                jvmOptions.add(word);
            } else if (word.matches("[1-9][0-9]{0,3}")) {
                rounds = Integer.parseInt(word);
            } else if (!(addNamed(word, Ceremony.values(), ceremonies)
                    || addNamed(word, CryptoProvider.values(), providers)
                    || addNamed(word, Contestant.values(), contestants))) {
                throw new IllegalArgumentException(
                        "'" + word + "' is no number of rounds, no JVM option, and none of " + names());
            }
        }
        return new LibrarySettings(
                rounds,
                ceremonies.isEmpty() ? EnumSet.allOf(Ceremony.class) : ceremonies,
                providers.isEmpty() ? EnumSet.allOf(CryptoProvider.class) : providers,
                contestants.isEmpty() ? EnumSet.allOf(Contestant.class) : contestants,
                jvmOptions);
    }

    private static <E extends Enum<E>> boolean addNamed(String word, E[] values, Set<E> chosen) {
        for (E value : values) {
            if (name(value).equals(word)) {
                chosen.add(value);
                return true;
            }
        }
        return false;
    }

    /** How people write a value: {@code registration-packed}. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Enum<?>[] kind : List.of(Ceremony.values(), CryptoProvider.values(), Contestant.values())) {
            for (Enum<?> value : kind) {
                names.add(name(value));
            }
        }
        return names;
    }
}
