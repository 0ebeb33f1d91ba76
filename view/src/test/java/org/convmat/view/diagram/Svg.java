package org.convmat.view.diagram;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An SVG read back. */
public record Svg(Document document) {

  /** Reads a figure's file; not well-formed XML fails. */
  public static Svg of(Figure figure) throws Exception {
    return of(SvgCanvas.file(figure));
  }

  /** Reads text. */
  public static Svg of(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return new Svg(
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  /** A shape that says what it is. */
  public record Shape(String title, double x, double y, double width, String fill) {}

  /** All shapes that say what they are. */
  public List<Shape> titled() {
    List<Shape> shapes = new ArrayList<>();
    NodeList rects = document.getElementsByTagName("rect");
    for (int i = 0; i < rects.getLength(); i++) {
      Element rect = (Element) rects.item(i);
      NodeList titles = rect.getElementsByTagName("title");
      if (titles.getLength() > 0) {
        shapes.add(
            new Shape(
                titles.item(0).getTextContent(),
                Double.parseDouble(rect.getAttribute("x")),
                Double.parseDouble(rect.getAttribute("y")),
                Double.parseDouble(rect.getAttribute("width")),
                rect.getAttribute("fill")));
      }
    }
    return shapes;
  }

  /** The text of the first element of a kind. */
  public String first(String tag) {
    return document.getElementsByTagName(tag).item(0).getTextContent();
  }
}
