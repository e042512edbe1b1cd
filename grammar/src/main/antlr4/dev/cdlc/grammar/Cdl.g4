/**
 * CDL. Four parser rules and one class of words: what a statement is called, what it takes and
 * where it may stand is data (the statement registry), not grammar. The parser reads the output of
 * TokenFilter, which supplies the `;` and `>` that a file may or must not leave out.
 */
grammar Cdl;

/** A stray `>` is reported from its own token; the rest still parses. */
file  : body ( GT body )* EOF ;
body  : ( SEMI | args ( block | SEMI ) )* ;
/** The first word of the first item names the statement. */
args  : item ( COMMA item )* COMMA? ;
item  : ( WORD | BAD | UNTERMINATED )+ ;
block : LT body GT ;

LT    : '<' ;
GT    : '>' ;
SEMI  : ';' ;
COMMA : ',' ;

/** Inside a word, `,` and `#` stand for themselves: `--opt=a,b`, `https://h/p#frag`. */
WORD  : SEG TAIL* ;
/** A word whose last quote is still open at the end of its line. */
UNTERMINATED : ( SEG TAIL* )? ( DOUBLE | SINGLE ) ;

DOC     : '##' ~[\r\n]* -> channel(HIDDEN) ;
COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
WS      : [ \t\r\n\f]+ -> channel(HIDDEN) ;
/** A character that must be quoted; glued to a word it breaks that word only. */
BAD     : . ;

fragment TAIL   : SEG | ',' SEG | '#' ;
fragment SEG    : BARE | '${' [A-Za-z_] [A-Za-z0-9_.-]* '}' | DOUBLE '"' | SINGLE '\'' ;
fragment DOUBLE : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* ;
fragment SINGLE : '\'' ~['\r\n]* ;
/** Blanks that look like a space, but are none, have no place outside quotes. */
fragment BARE   : ~[ \t\r\n\f<>;,"'#{}\\$\u0085\u00A0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u3000] | '$$' ;
