package dev.cdlc.cli.guide;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What the pages are of.
 *
 * @param version of cdlc
 */
public record Edition(String version, LocalDate date) {
  /** The macro that a page begins with. */
  String title(String page, int section) {
    return "TH %s %d %s \"cdlc %s\""
        .formatted(
            Roff.escaped(page.toUpperCase(Locale.ROOT)), section, date, Roff.escaped(version));
  }
}
