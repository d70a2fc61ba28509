;;; arg-mode.el --- Argument maps as text  -*- lexical-binding: t; -*-

;; Author: The argmap founders
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Colours, indentation and an index for argument maps, files that end in .arg, and argmap's
;; language server by Eglot: M-x eglot in a map.

;;; Code:

(defgroup arg nil
  "Argument maps as text."
  :group 'languages)

(defcustom arg-indent-offset 2
  "By how many columns a line is indented beneath the one that it belongs to."
  :type 'integer
  :safe #'integerp)

(defcustom arg-program "argmap"
  "The program `argmap', or where it is."
  :type 'string
  :risky t)

(defconst arg--claim-keywords '("thesis" "claim" "because" "but" "and" "assuming" "unless"))
(defconst arg--step-keywords '("because" "but" "unless"))
(defconst arg--linked-keywords '("and" "assuming" "unless"))
(defconst arg--keys
  '("title" "author" "publisher" "date" "url" "language" "by" "note" "weight" "given" "expect"
    "scheme" "strength" "occurrence"))

(defconst arg--name "[[:alpha:]]\\(?:\\sw\\|\\s_\\|[.]\\)*")

(defun arg--first (words)
  "A regular expression for one of WORDS as the first word of a line."
  (concat "^[ \t]*\\(" (regexp-opt words) "\\)\\_>\\(?:[^:\n]\\|$\\)"))

(defun arg--first-and-name (words)
  "A regular expression for one of WORDS at the start of a line, with a name."
  (concat "^[ \t]*\\(" (regexp-opt words) "\\)\\_>[ \t]+\\(" arg--name "\\)"))

(defvar arg-font-lock-keywords
  `((,(arg--first '("thesis" "claim" "because" "and" "assuming" "quote")) 1 font-lock-keyword-face)
    (,(arg--first '("but" "unless" "contradicts")) 1 font-lock-warning-face)
    (,(arg--first '("map" "import" "source" "group")) 1 font-lock-preprocessor-face)
    (,(arg--first-and-name `(,@arg--claim-keywords "contradicts")) 2 font-lock-function-name-face)
    (,(arg--first-and-name '("source" "quote")) 2 font-lock-constant-face)
    ("\"[ \t]+\\(as\\)[ \t]+\\(\\(?:\\sw\\|\\s_\\)+\\)"
     (1 font-lock-preprocessor-face) (2 font-lock-constant-face))
    (,(concat "^[ \t]*\\(" (regexp-opt arg--keys) "\\|x-\\(?:\\sw\\|\\s_\\)*\\):"
              "[ \t]*\\(\\(?:\\sw\\|\\s_\\|[.]\\)*\\)")
     (1 font-lock-variable-name-face) (2 font-lock-constant-face))
    ("\\[\\([^]\"#\n]*\\)\\]" 1 font-lock-type-face))
  "What `arg-mode' colours besides strings and comments.")

(defvar arg-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?' "." table)
    table)
  "Syntax table of `arg-mode'.")

(defun arg--whole-paragraphs (start end)
  "START and END moved to blank lines, or nil if they are there."
  (let ((new-start (save-excursion
                     (goto-char start)
                     (if (re-search-backward "^[ \t]*\n" nil t) (match-beginning 0) (point-min))))
        (new-end (save-excursion
                   (goto-char end)
                   (if (re-search-forward "^[ \t]*\n" nil t) (point) (point-max)))))
    (unless (and (= new-start start) (>= end new-end))
      (cons (min new-start start) (max new-end end)))))

(defun arg--propertize (start end)
  "Let no string between START and END go on over a blank line, as in the language."
  (goto-char start)
  (while (re-search-forward "[\"#]" end t)
    (if (eq (char-before) ?#)
        (end-of-line)
      (let* ((opening (1- (point)))
             (blank (save-excursion (re-search-forward "^[ \t]*\n" end t)))
             (stop (if blank (match-beginning 0) end)))
        (unless (re-search-forward "\\=\\(?:[^\"\\]\\|\\\\.\\)*\"" stop t)
          (goto-char stop)
          (when blank
            ;; Both ends become fences, so that it is a string as far as the blank line.
            (dolist (at (list opening (1- blank)))
              (put-text-property at (1+ at) 'syntax-table (string-to-syntax "|")))))))))

(defun arg--start ()
  "The beginning of the line on which what stands at point begins."
  (save-excursion
    (beginning-of-line)
    (let ((begin (nth 8 (syntax-ppss))))
      (when begin (goto-char begin)))
    (line-beginning-position)))

(defun arg--above ()
  "The column and first word of the line above, with all that it says, or nil."
  (save-excursion
    (beginning-of-line)
    (skip-chars-backward " \t\n")
    (unless (bobp)
      (goto-char (arg--start))
      (back-to-indentation)
      (cons (current-column) (or (thing-at-point 'symbol t) "")))))

(defun arg--indentation ()
  "Where a new line is likely to begin."
  (let* ((state (save-excursion (syntax-ppss (line-beginning-position))))
         (above (arg--above))
         (column (or (car above) 0))
         (word (save-excursion (back-to-indentation) (or (thing-at-point 'symbol t) ""))))
    (cond
     ((nth 3 state)
      (+ (* 2 arg-indent-offset)
         (save-excursion (goto-char (nth 8 state)) (current-indentation))))
     ((null above) 0)
     ((member (cdr above) '("thesis" "group" "source")) (+ column arg-indent-offset))
     ((and (member word arg--linked-keywords) (member (cdr above) arg--step-keywords))
      (+ column arg-indent-offset))
     ((and (equal word "quote") (member (cdr above) arg--claim-keywords))
      (+ column arg-indent-offset))
     (t column))))

(defun arg-indent-line ()
  "Indent the line; again, and it goes a level up, or else down again.

Indentation says what belongs to what, so there is no one right place: the first call puts a new
line where it is likely to begin, and further ones try the other levels."
  (interactive)
  (let* ((now (current-indentation))
         (deepest (+ (or (car (arg--above)) 0) arg-indent-offset))
         (again (and (eq this-command last-command)
                     (memq this-command '(indent-for-tab-command arg-indent-line))))
         (column (cond ((not again) (arg--indentation))
                       ((<= now 0) deepest)
                       (t (* arg-indent-offset (/ (1- now) arg-indent-offset))))))
    (if (<= (current-column) now)
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

(defun arg-indent-region (_start _end)
  "Leave the lines of a region as they are: their indentation is what they say."
  nil)

;;;###autoload
(define-derived-mode arg-mode prog-mode "Argument map"
  "Major mode for argument maps."
  (setq-local font-lock-defaults '(arg-font-lock-keywords))
  (setq-local syntax-propertize-function #'arg--propertize)
  (add-hook 'syntax-propertize-extend-region-functions #'arg--whole-paragraphs nil t)
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local indent-line-function #'arg-indent-line)
  (setq-local indent-region-function #'arg-indent-region)
  (setq-local indent-tabs-mode nil)
  (setq-local electric-indent-inhibit t)
  (setq-local imenu-generic-expression
              `(("Groups" "^[ \t]*group[ \t]+\"\\([^\"\n]*\\)" 1)
                ("Sources" ,(concat "^[ \t]*source[ \t]+\\(" arg--name "\\)") 1)
                ("Theses" ,(concat "^[ \t]*thesis[ \t]+\\(" arg--name "\\)") 1)
                (nil ,(concat "^[ \t]*\\(?:" (regexp-opt (cdr arg--claim-keywords)) "\\)[ \t]+\\("
                              arg--name "\\)[ \t]+\"")
                     1))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.arg\\'" . arg-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `(arg-mode . ,(lambda (&rest _) (list arg-program "lsp")))))

(provide 'arg-mode)
;;; arg-mode.el ends here
