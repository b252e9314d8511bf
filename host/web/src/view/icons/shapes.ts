/** The pictograms of a view, by the names in the WIT: shapes of Lucide (ISC licence), of which only these are bundled. */
import {
  AlarmClock, Archive, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Bell, BookOpen, Bookmark, Calendar, ChartColumn,
  Check, ChevronDown, ChevronRight, Circle, CircleCheck, CircleQuestionMark, Clock, Cloud, Copy, DollarSign,
  EighthNotes, ExternalLink, Eye, FileText, Flag, Flame, Folder, Funnel, Gauge, Globe, Heart, House, Image, Inbox,
  Info, Lightbulb, Link, List, Lock, Mail, MapPin, Minus, Moon, Pause, Pencil, Phone, Pin, Play, Plus, RotateCw,
  Search, Settings, Shield, SkipForward, Sparkles, Square, Star, Sun, Table, Tag, Target, ThumbsUp, Timer, Trash,
  TrendingDown, TrendingUp, TriangleAlert, Trophy, Undo2, User, Users, X, Zap,
} from "lucide";
import type { IconNode } from "lucide";
import type { IconName } from "../../api/view";

/** A name of the contract without a shape does not type-check. */
export const SHAPES: Record<IconName, IconNode> = {
  alarm: AlarmClock, archive: Archive, "arrow-down": ArrowDown, "arrow-left": ArrowLeft, "arrow-right": ArrowRight,
  "arrow-up": ArrowUp, bell: Bell, book: BookOpen, bookmark: Bookmark, calendar: Calendar, chart: ChartColumn,
  check: Check, "chevron-down": ChevronDown, "chevron-right": ChevronRight, circle: Circle,
  "circle-check": CircleCheck, clock: Clock, cloud: Cloud, copy: Copy, dollar: DollarSign, edit: Pencil,
  external: ExternalLink, eye: Eye, file: FileText, filter: Funnel, flag: Flag, flame: Flame, folder: Folder,
  gauge: Gauge, globe: Globe, heart: Heart, home: House, image: Image, inbox: Inbox, info: Info, lightbulb: Lightbulb,
  link: Link, list: List, lock: Lock, mail: Mail, "map-pin": MapPin, minus: Minus, moon: Moon, music: EighthNotes,
  pause: Pause, phone: Phone, pin: Pin, play: Play, plus: Plus, question: CircleQuestionMark, refresh: RotateCw,
  search: Search, settings: Settings, shield: Shield, skip: SkipForward, sparkles: Sparkles, star: Star, stop: Square,
  sun: Sun, table: Table, tag: Tag, target: Target, "thumbs-up": ThumbsUp, timer: Timer, trash: Trash,
  "trending-down": TrendingDown, "trending-up": TrendingUp, trophy: Trophy, undo: Undo2, user: User, users: Users,
  warning: TriangleAlert, x: X, zap: Zap,
};

/** What points along the line of reading, and so the other way in a script from right to left. */
export const ALONG_THE_LINE: ReadonlySet<IconName> = new Set([
  "arrow-left", "arrow-right", "chevron-right", "external", "list", "skip", "undo", "trending-up", "trending-down",
]);
