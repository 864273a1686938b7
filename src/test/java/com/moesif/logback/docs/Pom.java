package com.moesif.logback.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A POM as it stands in its file. */
public final class Pom {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    private final Document document;

    private Pom(Path file) throws Exception {
        document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
    }

    public static Pom ours() throws Exception {
        return of(Path.of("pom.xml"));
    }

    public static Pom of(Path file) throws Exception {
        return new Pom(file);
    }

    /** What stands at each place of this XPath below {@code <project>}, with properties put in. */
    public List<String> texts(String path) throws Exception {
        NodeList nodes = (NodeList) XPathFactory.newDefaultInstance()
                .newXPath()
                .evaluate("/project/" + path, document, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> resolved(nodes.item(i).getTextContent().strip()))
                .toList();
    }

    /** At the first such place; empty where there is none. */
    public String text(String path) throws Exception {
        return texts(path).stream().findFirst().orElse("");
    }

    String property(String name) throws Exception {
        return text("properties/*[name()='" + name + "']");
    }

    private String resolved(String text) {
        return PROPERTY.matcher(text).replaceAll(match -> {
            try {
                String value = property(match.group(1));
                return Matcher.quoteReplacement(value.isEmpty() ? match.group() : value);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
