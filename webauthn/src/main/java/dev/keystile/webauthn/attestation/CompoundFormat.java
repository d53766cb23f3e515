package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborType;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several statements at once (<a href="https://www.w3.org/TR/webauthn-3/#sctn-compound-attestation">L3 §8.9</a>), all of which
 * must be correct.
 */
final class CompoundFormat implements StatementFormat {

    private static final int LEAST_PARTS = 2;

    /** Each costs a signature check; nobody is known to send more than two. */
    private static final int MOST_PARTS = 8;

    private final Map<AttestationFormat, StatementFormat> formats;

    /** @param formats those that can be in it, which are all others */
    CompoundFormat(Map<AttestationFormat, StatementFormat> formats) {
        this.formats = formats;
    }

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.COMPOUND;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException {
        List<CborMap> statements = statements(input);
        List<CorrectStatement> parts = new ArrayList<>(statements.size());
        for (int i = 0; i < statements.size(); i++) {
            parts.add(part(i, statements.get(i), input));
        }
        boolean verified = parts.stream().anyMatch(part -> part.type() != AttestationType.UNKNOWN);
        input.require("attStmt", verified, "one of the statements must be of a known format", "none");
        return new CorrectStatement(identifier(), AttestationType.COMPOUND, List.of(), null, parts);
    }

    private static List<CborMap> statements(StatementInput input) throws MalformedException {
        if (!(input.statement() instanceof CborArray array)) {
            throw input.malformed("", "is not an array");
        }
        if (array.size() < LEAST_PARTS || array.size() > MOST_PARTS) {
            throw input.malformed(
                    "", "holds " + array.size() + " statements, not " + LEAST_PARTS + " to " + MOST_PARTS);
        }
        return array.toMaps();
    }

    private CorrectStatement part(int index, CborMap part, StatementInput input)
            throws MalformedException, AttestationRefusedException {
        String place = "[" + index + "]";
        AttestationFormat format = format(place, part, input);
        CborValue statement = statement(place, part, input);
        try {
            return verifyPart(input.part(format, place + ".attStmt", statement));
        } catch (AttestationRefusedException e) {
            throw new AttestationRefusedException(new AttestationFailure.PartRefused(index, format, e.failure()));
        } catch (MalformedException e) {
            throw new AttestationRefusedException(new AttestationFailure.PartRefused(
                    index,
                    format,
                    AttestationRefusedException.malformed(format, e).failure()));
        }
    }

    private static AttestationFormat format(String place, CborMap part, StatementInput input)
            throws MalformedException {
        String fmt = part.requiredText("fmt");
        if (!AttestationFormat.isIdentifier(fmt)) {
            throw input.malformed(place + ".fmt", "is no attestation statement format identifier");
        }
        AttestationFormat format = new AttestationFormat(fmt);
        if (format.equals(AttestationFormat.COMPOUND)) {
            throw input.malformed(place + ".fmt", "is compound itself");
        }
        return format;
    }

    private static CborValue statement(String place, CborMap part, StatementInput input) throws MalformedException {
        CborValue statement = part.required("attStmt");
        if (part.size() != 2) {
            throw input.malformed(place, "has members beside fmt and attStmt");
        }
        if (statement.type() != CborType.MAP && statement.type() != CborType.ARRAY) {
            throw input.malformed(place + ".attStmt", "is neither a map nor an array");
        }
        return statement;
    }

    private CorrectStatement verifyPart(StatementInput part) throws MalformedException, AttestationRefusedException {
        @Nullable StatementFormat procedure = formats.get(part.format());
        if (procedure != null) {
            return procedure.verify(part);
        }
        if (part.rules().unknownFormatsInCompound()) {
            return CorrectStatement.unknown(part.format());
        }
        throw new AttestationRefusedException(new AttestationFailure.FormatUnknown(part.format()));
    }
}
