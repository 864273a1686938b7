package com.moesif.logback.testing;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.joran.event.SaxEventRecorder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;

/** Reads the elements of a file, up to what {@link TrialFiles} allows, so that none of what follows has more to walk through. */
final class TrialRecorder extends SaxEventRecorder {
    private final TrialFiles files;
    private int depth;
    private int textLength;

    TrialRecorder(Context context, TrialFiles files) {
        super(context);
        this.files = files;
    }

    @Override
    public void recordEvents(InputSource source) throws JoranException {
        if (source.getByteStream() != null) {
            source.setByteStream(files.bounded(source.getByteStream()));
        }
        super.recordEvents(source);
    }

    /** Nothing else is opened for a file; Logback's oldest releases would. */
    @Override
    public InputSource resolveEntity(String publicId, String systemId) {
        addWarn("Skipped here, where a file brings no other by its DOCTYPE: " + systemId);
        return new InputSource(new ByteArrayInputStream(new byte[0]));
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        files.element(++depth);
        textLength = 0;
        super.startElement(uri, localName, name, attributes);
    }

    @Override
    public void characters(char[] text, int start, int length) {
        textLength += length;
        TrialFiles.text(textLength);
        super.characters(text, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        depth--;
        textLength = 0;
        super.endElement(uri, localName, name);
    }

    @Override
    public void addError(String message, Throwable cause) {
        if (cause instanceof TrialFiles.TooMuch) {
            addError(cause.getMessage());
        } else {
            super.addError(message, cause);
        }
    }
}
