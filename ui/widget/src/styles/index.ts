import adapt from "./adapt.css?inline";
import composer from "./composer.css?inline";
import conversation from "./conversation.css?inline";
import panel from "./panel.css?inline";
import theme from "./theme.css?inline";
import welcome from "./welcome.css?inline";

/** All rules, those for small screens and reduced motion last. */
export const styles: string = [theme, panel, welcome, conversation, composer, adapt].join("\n");
