package dev.keystile.webauthn.attestation;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The maker of a TPM by its number in the <a href="https://trustedcomputinggroup.org/resource/vendor-id-registry/">TCG's vendor
 * registry</a>. An open registry: every number is a value.
 *
 * @param id {@code id:} and 8 hexadecimal digits, upper case, as certificates name it: {@code id:494E5443}
 */
public record TpmManufacturer(String id) {

    private static final Pattern FORM = Pattern.compile("id:[0-9A-Fa-f]{8}");

    /** Those in the registry when this version was made. Extend it for newer ones and for test tools. */
    public static final Set<TpmManufacturer> REGISTERED = registered(
            "414D4400", // AMD
            "414E5400", // Ant Group
            "41524D00", // Arm
            "41544D4C", // Atmel
            "4252434D", // Broadcom
            "4353434F", // Cisco
            "464C5953", // FlySlice
            "474F4F47", // Google
            "48495349", // Huawei
            "48504500", // HPE
            "48504900", // HP Inc.
            "49424D00", // IBM
            "49465800", // Infineon
            "494E5443", // Intel
            "4C454E00", // Lenovo
            "4D534654", // Microsoft
            "4E534D20", // National Semiconductor
            "4E534700", // NSING
            "4E544300", // Nuvoton
            "4E545A00", // Nationz
            "51434F4D", // Qualcomm
            "524F4343", // Fuzhou Rockchip
            "53454345", // SecEdge
            "5345414C", // WISeKey
            "534D5343", // SMSC
            "534D534E", // Samsung
            "534E5300", // Sinosun
            "53544D20", // STMicroelectronics
            "54584E00", // Texas Instruments
            "57454300"); // Winbond

    /**
     * Lower case becomes upper case.
     *
     * @throws IllegalArgumentException if the identifier has another form
     */
    public TpmManufacturer {
        Objects.requireNonNull(id, "id");
        if (!isIdentifier(id)) {
            throw new IllegalArgumentException("a TPM manufacturer is 'id:' and 8 hexadecimal digits");
        }
        id = "id:" + id.substring(3).toUpperCase(Locale.ROOT);
    }

    /** Whether a text has the form of an identifier. */
    public static boolean isIdentifier(String text) {
        return FORM.matcher(text).matches();
    }

    private static Set<TpmManufacturer> registered(String... numbers) {
        Set<TpmManufacturer> manufacturers = new LinkedHashSet<>();
        for (String number : numbers) {
            manufacturers.add(new TpmManufacturer("id:" + number));
        }
        return Collections.unmodifiableSet(manufacturers);
    }

    @Override
    public String toString() {
        return id;
    }
}
