import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.RuleMatch;

/** Reads the files that a list names and prints, a line each, what LanguageTool says of their French, with tabs between. */
public class Proofread {
  private static final int AROUND = 30; // letters shown on each side

  public static void main(String[] arguments) throws Exception {
    JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode("fr"));
    for (String name : Files.readAllLines(Path.of(arguments[0]))) {
      String text = Files.readString(Path.of(name));
      for (RuleMatch match : tool.check(text)) {
        System.out.println(told(name, text, match));
      }
    }
  }

  private static String told(String name, String text, RuleMatch match) {
    int from = match.getFromPos();
    int to = match.getToPos();
    long line = 1 + text.substring(0, from).chars().filter(letter -> letter == '\n').count();
    List<String> proposed = match.getSuggestedReplacements();
    String around = text.substring(Math.max(0, from - AROUND), Math.min(text.length(), to + AROUND));
    return String.join("\t", name, String.valueOf(line), match.getRule().getId(), text.substring(from, to),
        String.join("|", proposed.subList(0, Math.min(3, proposed.size()))), around).replace('\n', ' ');
  }
}
