package org.convmat.view.explorer;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;

/**
 * The page as one HTML document. It holds its styles, its script and its data, and forbids itself
 * every request and every other script (its Content-Security-Policy names the two by their hash).
 */
public final class ExplorerPage {

  private ExplorerPage() {}

  /** The page that opens with this layer, to be written as UTF-8. Thread-safe. */
  public static String html(ExplorerStart start) {
    String style = PageScript.resource("explorer.css");
    String script = PageScript.all();
    String policy =
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src "
            + hash(style)
            + "; script-src "
            + hash(script);
    return PageScript.resource("explorer.html")
        .replace("{policy}", policy)
        .replace("{style}", style)
        .replace("{data}", PageData.of(start))
        .replace("{script}", script);
  }

  private static String hash(String text) {
    byte[] hash = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    return "'sha256-" + BaseEncoding.base64().encode(hash) + "'";
  }
}
