# The words before the one that is completed that are neither options nor values of options.
function __cdlc_words
    set -l words (commandline -opc)
    set -l skip 0
    for word in $words[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word $__cdlc_valued
            set skip 1
        else if not string match -q -- '-?*' $word
            echo $word
        end
    end
end

# The words that call the command.
function __cdlc_path
    set -l path
    for word in (__cdlc_words)
        contains -- (string join ' ' -- $path $word) $__cdlc_commands
        or break
        set -a path $word
    end
    string join ' ' -- $path
end

# Whether the command is $argv[1], and what follows is still cdlc's.
function __cdlc_at
    set -l path (__cdlc_path)
    test "$path" = "$argv[1]"
    and not contains -- -- (commandline -opc)
end

# Whether the word that is completed is number $argv[1] of the command $argv[2]; with a +, or later.
function __cdlc_operand
    __cdlc_at $argv[2]
    or return
    set -l words (__cdlc_words)
    set -l path (string split -n ' ' -- $argv[2])
    set -l number (math (count $words) - (count $path) + 1)
    string match -q '*+' -- $argv[1]
    and test $number -ge (string trim -r -c + -- $argv[1])
    or test $number = $argv[1]
end

# Files of CDL, and folders.
function __cdlc_sources
    set -l token (commandline -ct)
    set -l found $token*.cdl $token*.cdltest $token*/
    printf '%s\n' $found
end

# The containers that the file on the command line declares.
function __cdlc_containers
    for word in (__cdlc_words)
        if test -f $word
            command sed -n \
                's/^[[:space:]]*container[[:space:]]\{1,\}\([a-z][a-z0-9-]*\).*/\1/p' $word
            return
        end
    end
end
