package dev.keystile.peers;

/** A ceremony that was begun; asked with the text of a response, again and again. */
public interface Verification {

    /**
     * From the response's JSON text to the library's verdict.
     *
     * @return what the library says about an accepted response
     * @throws Exception when the library refuses it, whatever it throws
     */
    Object verify(String responseJson) throws Exception;
}
